<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
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
    <name>fiducial::ui::FacePresenter</name>
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
    <name>fiducial::ui::MainWindow</name>
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
