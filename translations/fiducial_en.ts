<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Wording</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::AgreementDialog</name>
    <message numerus="yes">
        <source>%n face(s) annotated in both</source>
        <translation>
            <numerusform>%n face annotated in both</numerusform>
            <numerusform>%n faces annotated in both</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only here</source>
        <translation>
            <numerusform>%n only here</numerusform>
            <numerusform>%n only here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only there</source>
        <translation>
            <numerusform>%n only there</numerusform>
            <numerusform>%n only there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::BrowserPanel</name>
    <message numerus="yes">
        <source>%1 of %n face(s)</source>
        <translation>
            <numerusform>%1 of %n face</numerusform>
            <numerusform>%1 of %n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::DoctorDialog</name>
    <message numerus="yes">
        <source>%n face(s) compared. A shift in pixels is the same on every face, small or large; a model&apos;s own habit grows with the face and is told apart by that.</source>
        <translation>
            <numerusform>%n face compared. A shift in pixels is the same on every face, small or large; a model&apos;s own habit grows with the face and is told apart by that.</numerusform>
            <numerusform>%n faces compared. A shift in pixels is the same on every face, small or large; a model&apos;s own habit grows with the face and is told apart by that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <translation>
            <numerusform>%n edited</numerusform>
            <numerusform>%n edited</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exist already. Choose another place, or allow replacing them.</source>
        <translation>
            <numerusform>%n file exists already. Choose another place, or allow replacing it.</numerusform>
            <numerusform>%n files exist already. Choose another place, or allow replacing them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceDelegate</name>
    <message numerus="yes">
        <source>%n open comment(s)</source>
        <translation>
            <numerusform>%n open comment</numerusform>
            <numerusform>%n open comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FacePresenter</name>
    <message numerus="yes">
        <source>%n point(s) placed</source>
        <translation>
            <numerusform>%n point placed</numerusform>
            <numerusform>%n points placed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) moved</source>
        <translation>
            <numerusform>%n point moved</numerusform>
            <numerusform>%n points moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) outside the picture</source>
        <translation>
            <numerusform>%n point outside the picture</numerusform>
            <numerusform>%n points outside the picture</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceTablePane</name>
    <message numerus="yes">
        <source>%n face(s) listed</source>
        <translation>
            <numerusform>%n face listed</numerusform>
            <numerusform>%n faces listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HeatLayer</name>
    <message numerus="yes">
        <source>Sum of %n heatmap(s)</source>
        <translation>
            <numerusform>Sum of %n heatmap</numerusform>
            <numerusform>Sum of %n heatmaps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistogramView</name>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistoryModel</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistoryView</name>
    <message numerus="yes">
        <source>Revert %n point(s)</source>
        <translation>
            <numerusform>Revert %n point</numerusform>
            <numerusform>Revert %n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::InspectorPanel</name>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryDoubts</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) of points</source>
        <translation>
            <numerusform>%n set of points</numerusform>
            <numerusform>%n sets of points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryFaces</name>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryLandmarks</name>
    <message numerus="yes">
        <source>found inside, % · %n face(s)</source>
        <translation>
            <numerusform>found inside, % · %n face</numerusform>
            <numerusform>found inside, % · %n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryOverview</name>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n face</numerusform>
            <numerusform>%n faces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LandmarkCanvas</name>
    <message numerus="yes">
        <source>%n pair(s) out of line with the mid-line</source>
        <translation>
            <numerusform>%n pair out of line with the mid-line</numerusform>
            <numerusform>%n pairs out of line with the mid-line</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n landmark(s) copied</source>
        <translation>
            <numerusform>%n landmark copied</numerusform>
            <numerusform>%n landmarks copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This picture has %n face(s)</source>
        <translation>
            <numerusform>This picture has %n face</numerusform>
            <numerusform>This picture has %n faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>σ calibrated on %n other face(s)</source>
        <translation>
            <numerusform>σ calibrated on %n other face</numerusform>
            <numerusform>σ calibrated on %n other faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) with edits are no longer in the data set; the project keeps them.</source>
        <translation>
            <numerusform>%n face with edits is no longer in the data set; the project keeps it.</numerusform>
            <numerusform>%n faces with edits are no longer in the data set; the project keeps them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) could not be written: %1 Closing now loses them.</source>
        <translation>
            <numerusform>%n edit could not be written: %1 Closing now loses it.</numerusform>
            <numerusform>%n edits could not be written: %1 Closing now loses them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) predicted</source>
        <translation>
            <numerusform>%n face predicted</numerusform>
            <numerusform>%n faces predicted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) not in the run; left as they are</source>
        <translation>
            <numerusform>%n face not in the run; left as it is</numerusform>
            <numerusform>%n faces not in the run; left as they are</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ProjectDocument</name>
    <message numerus="yes">
        <source>Move %n point(s)</source>
        <translation>
            <numerusform>Move %n point</numerusform>
            <numerusform>Move %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n excluded face(s) left out: %1</source>
        <translation>
            <numerusform>%n excluded face left out: %1</numerusform>
            <numerusform>%n excluded faces left out: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::QueueView</name>
    <message numerus="yes">
        <source>All %n face(s) of the queue are decided.</source>
        <translation>
            <numerusform>The one face of the queue is decided.</numerusform>
            <numerusform>All %n faces of the queue are decided.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ReportDialog</name>
    <message numerus="yes">
        <source>mine (%n face(s))</source>
        <translation>
            <numerusform>mine (%n face)</numerusform>
            <numerusform>mine (%n faces)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ReviewView</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pauses over 30 s are not counted. From scratch: %n placement(s) at the pace of this project.</source>
        <translation>
            <numerusform>Pauses over 30 s are not counted. From scratch: %n placement at the pace of this project.</numerusform>
            <numerusform>Pauses over 30 s are not counted. From scratch: %n placements at the pace of this project.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pauses over 30 s are not counted. From scratch: %n placement(s) at 2.5 s each, until this project has shown a pace of its own.</source>
        <translation>
            <numerusform>Pauses over 30 s are not counted. From scratch: %n placement at 2.5 s, until this project has shown a pace of its own.</numerusform>
            <numerusform>Pauses over 30 s are not counted. From scratch: %n placements at 2.5 s each, until this project has shown a pace of its own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::RunDialog</name>
    <message numerus="yes">
        <source>The predictions of %n face(s) are lost. Landmarks that were taken from them stay.</source>
        <translation>
            <numerusform>The prediction of %n face is lost. Landmarks that were taken from it stay.</numerusform>
            <numerusform>The predictions of %n faces are lost. Landmarks that were taken from them stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::Session</name>
    <message numerus="yes">
        <source>%n prediction(s) imported</source>
        <translation>
            <numerusform>%n prediction imported</numerusform>
            <numerusform>%n predictions imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) exported to %1</source>
        <translation>
            <numerusform>%n face exported to %1</numerusform>
            <numerusform>%n faces exported to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) exported to %1 files</source>
        <translation>
            <numerusform>%n face exported to %1 files</numerusform>
            <numerusform>%n faces exported to %1 files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n edit(s) not saved</source>
        <translation>
            <numerusform>%n edit not saved</numerusform>
            <numerusform>%n edits not saved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::SubsetModel</name>
    <message numerus="yes">
        <source>%n face(s) with an error</source>
        <translation>
            <numerusform>%n face with an error</numerusform>
            <numerusform>%n faces with an error</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainDataForm</name>
    <message numerus="yes">
        <source>%n rendered portrait(s)</source>
        <translation>
            <numerusform>%n rendered portrait</numerusform>
            <numerusform>%n rendered portraits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainDialog</name>
    <message numerus="yes">
        <source>%n face(s) were left out: %1</source>
        <translation>
            <numerusform>%n face was left out: %1</numerusform>
            <numerusform>%n faces were left out: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
