<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DoctorDialog</name>
    <message>
        <source>x and y are exchanged.</source>
        <translation>x 与 y 互换了。</translation>
    </message>
    <message>
        <source>Left and right points are exchanged.</source>
        <translation>左右的点互换了。</translation>
    </message>
    <message>
        <source>The points belong to the mirrored image and kept their numbers.</source>
        <translation>这些点属于镜像图像，但编号未变。</translation>
    </message>
    <message>
        <source>The points belong to the mirrored image.</source>
        <translation>这些点属于镜像图像。</translation>
    </message>
    <message>
        <source>The coordinates are fractions of the image&apos;s width and height.</source>
        <translation>坐标是图像宽度和高度的比例。</translation>
    </message>
    <message>
        <source>The coordinates belong to an image %1 × %2 times the size.</source>
        <translation>坐标属于尺寸为 %1 × %2 倍的图像。</translation>
    </message>
    <message>
        <source>Its coordinates are half a pixel larger: it counts from a pixel&apos;s corner, the ground truth from its centre.</source>
        <translation>其坐标大半个像素：它从像素的角点算起，而真值从像素中心算起。</translation>
    </message>
    <message>
        <source>Its coordinates are half a pixel smaller: it counts from a pixel&apos;s centre, the ground truth from its corner.</source>
        <translation>其坐标小半个像素：它从像素中心算起，而真值从像素的角点算起。</translation>
    </message>
    <message>
        <source>Its coordinates are one pixel larger: it counts from 1, the ground truth from 0.</source>
        <translation>其坐标大一个像素：它从 1 开始计数，而真值从 0 开始。</translation>
    </message>
    <message>
        <source>Its coordinates are one pixel smaller: it counts from 0, the ground truth from 1.</source>
        <translation>其坐标小一个像素：它从 0 开始计数，而真值从 1 开始。</translation>
    </message>
    <message>
        <source>All its coordinates are shifted by %1 px in x and %2 px in y, which no convention explains.</source>
        <translation>其全部坐标在 x 方向偏移 %1 px，在 y 方向偏移 %2 px，没有任何约定能解释。</translation>
    </message>
    <message>
        <source>These faces differ too much to tell whether there is a pixel offset.</source>
        <translation>这些人脸差异过大，无法判断是否存在像素偏移。</translation>
    </message>
    <message>
        <source>The two sets have nothing to do with each other: no convention explains the differences.</source>
        <translation>两组点互不相关：没有任何约定能解释其差异。</translation>
    </message>
    <message>
        <source>Both count their coordinates in the same way.</source>
        <translation>两者的坐标计数方式相同。</translation>
    </message>
</context>
<context>
    <name>FaceDrawing</name>
    <message>
        <source>NME, %1, %2 against %3</source>
        <translation>NME，%1，%2 相对于 %3</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>%1 · face %2 of %3</source>
        <translation>%1 · 第 %2 张人脸，共 %3 张</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>已排除</translation>
    </message>
</context>
<context>
    <name>SchemeWords</name>
    <message>
        <source>right jaw %1</source>
        <translation>右下颌 %1</translation>
    </message>
    <message>
        <source>chin</source>
        <translation>下巴</translation>
    </message>
    <message>
        <source>left jaw %1</source>
        <translation>左下颌 %1</translation>
    </message>
    <message>
        <source>right brow outer end</source>
        <translation>右眉外端</translation>
    </message>
    <message>
        <source>right brow upper edge %1</source>
        <translation>右眉上缘 %1</translation>
    </message>
    <message>
        <source>right brow inner end, upper</source>
        <translation>右眉内端上</translation>
    </message>
    <message>
        <source>right brow inner end, lower</source>
        <translation>右眉内端下</translation>
    </message>
    <message>
        <source>right brow lower edge %1</source>
        <translation>右眉下缘 %1</translation>
    </message>
    <message>
        <source>left brow inner end, upper</source>
        <translation>左眉内端上</translation>
    </message>
    <message>
        <source>left brow upper edge %1</source>
        <translation>左眉上缘 %1</translation>
    </message>
    <message>
        <source>left brow outer end</source>
        <translation>左眉外端</translation>
    </message>
    <message>
        <source>left brow lower edge %1</source>
        <translation>左眉下缘 %1</translation>
    </message>
    <message>
        <source>left brow inner end, lower</source>
        <translation>左眉内端下</translation>
    </message>
    <message>
        <source>nose bridge %1</source>
        <translation>鼻梁 %1</translation>
    </message>
    <message>
        <source>nose tip</source>
        <translation>鼻尖</translation>
    </message>
    <message>
        <source>right nostril outer</source>
        <translation>右鼻孔外侧</translation>
    </message>
    <message>
        <source>right nostril inner</source>
        <translation>右鼻孔内侧</translation>
    </message>
    <message>
        <source>nose base centre</source>
        <translation>鼻底中点</translation>
    </message>
    <message>
        <source>left nostril inner</source>
        <translation>左鼻孔内侧</translation>
    </message>
    <message>
        <source>left nostril outer</source>
        <translation>左鼻孔外侧</translation>
    </message>
    <message>
        <source>right eye outer corner</source>
        <translation>右眼外角</translation>
    </message>
    <message>
        <source>right eye upper lid outer</source>
        <translation>右眼上睑外侧</translation>
    </message>
    <message>
        <source>right eye upper lid middle</source>
        <translation>右眼上睑中点</translation>
    </message>
    <message>
        <source>right eye upper lid inner</source>
        <translation>右眼上睑内侧</translation>
    </message>
    <message>
        <source>right eye inner corner</source>
        <translation>右眼内角</translation>
    </message>
    <message>
        <source>right eye lower lid inner</source>
        <translation>右眼下睑内侧</translation>
    </message>
    <message>
        <source>right eye lower lid middle</source>
        <translation>右眼下睑中点</translation>
    </message>
    <message>
        <source>right eye lower lid outer</source>
        <translation>右眼下睑外侧</translation>
    </message>
    <message>
        <source>left eye inner corner</source>
        <translation>左眼内角</translation>
    </message>
    <message>
        <source>left eye upper lid inner</source>
        <translation>左眼上睑内侧</translation>
    </message>
    <message>
        <source>left eye upper lid middle</source>
        <translation>左眼上睑中点</translation>
    </message>
    <message>
        <source>left eye upper lid outer</source>
        <translation>左眼上睑外侧</translation>
    </message>
    <message>
        <source>left eye outer corner</source>
        <translation>左眼外角</translation>
    </message>
    <message>
        <source>left eye lower lid outer</source>
        <translation>左眼下睑外侧</translation>
    </message>
    <message>
        <source>left eye lower lid middle</source>
        <translation>左眼下睑中点</translation>
    </message>
    <message>
        <source>left eye lower lid inner</source>
        <translation>左眼下睑内侧</translation>
    </message>
    <message>
        <source>right mouth corner</source>
        <translation>右嘴角</translation>
    </message>
    <message>
        <source>right upper lip %1</source>
        <translation>右上唇 %1</translation>
    </message>
    <message>
        <source>upper lip centre</source>
        <translation>上唇中点</translation>
    </message>
    <message>
        <source>left upper lip %1</source>
        <translation>左上唇 %1</translation>
    </message>
    <message>
        <source>left mouth corner</source>
        <translation>左嘴角</translation>
    </message>
    <message>
        <source>left lower lip %1</source>
        <translation>左下唇 %1</translation>
    </message>
    <message>
        <source>lower lip centre</source>
        <translation>下唇中点</translation>
    </message>
    <message>
        <source>right lower lip %1</source>
        <translation>右下唇 %1</translation>
    </message>
    <message>
        <source>right inner mouth corner</source>
        <translation>右内嘴角</translation>
    </message>
    <message>
        <source>right inner upper lip</source>
        <translation>右上唇内侧</translation>
    </message>
    <message>
        <source>inner upper lip centre</source>
        <translation>上唇内侧中点</translation>
    </message>
    <message>
        <source>left inner upper lip</source>
        <translation>左上唇内侧</translation>
    </message>
    <message>
        <source>left inner mouth corner</source>
        <translation>左内嘴角</translation>
    </message>
    <message>
        <source>left inner lower lip</source>
        <translation>左下唇内侧</translation>
    </message>
    <message>
        <source>inner lower lip centre</source>
        <translation>下唇内侧中点</translation>
    </message>
    <message>
        <source>right inner lower lip</source>
        <translation>右下唇内侧</translation>
    </message>
    <message>
        <source>right pupil</source>
        <translation>右瞳孔</translation>
    </message>
    <message>
        <source>left pupil</source>
        <translation>左瞳孔</translation>
    </message>
    <message>
        <source>right brow %1</source>
        <translation>右眉 %1</translation>
    </message>
    <message>
        <source>right brow inner end</source>
        <translation>右眉内端</translation>
    </message>
    <message>
        <source>left brow inner end</source>
        <translation>左眉内端</translation>
    </message>
    <message>
        <source>left brow %1</source>
        <translation>左眉 %1</translation>
    </message>
    <message>
        <source>right brow centre</source>
        <translation>右眉中点</translation>
    </message>
    <message>
        <source>left brow centre</source>
        <translation>左眉中点</translation>
    </message>
    <message>
        <source>right eye centre</source>
        <translation>右眼中心</translation>
    </message>
    <message>
        <source>left eye centre</source>
        <translation>左眼中心</translation>
    </message>
    <message>
        <source>mouth centre</source>
        <translation>嘴中心</translation>
    </message>
    <message>
        <source>right brow upper edge middle</source>
        <translation>右眉上缘中点</translation>
    </message>
    <message>
        <source>right brow lower edge middle</source>
        <translation>右眉下缘中点</translation>
    </message>
    <message>
        <source>left brow upper edge middle</source>
        <translation>左眉上缘中点</translation>
    </message>
    <message>
        <source>left brow lower edge middle</source>
        <translation>左眉下缘中点</translation>
    </message>
    <message>
        <source>right nose side upper</source>
        <translation>右鼻侧上方</translation>
    </message>
    <message>
        <source>right nose side lower</source>
        <translation>右鼻侧下方</translation>
    </message>
    <message>
        <source>right nostril lower</source>
        <translation>右鼻孔下方</translation>
    </message>
    <message>
        <source>left nostril lower</source>
        <translation>左鼻孔下方</translation>
    </message>
    <message>
        <source>left nose side lower</source>
        <translation>左鼻侧下方</translation>
    </message>
    <message>
        <source>left nose side upper</source>
        <translation>左鼻侧上方</translation>
    </message>
    <message>
        <source>face contour</source>
        <translation>脸部轮廓</translation>
    </message>
    <message>
        <source>right brow</source>
        <translation>右眉</translation>
    </message>
    <message>
        <source>left brow</source>
        <translation>左眉</translation>
    </message>
    <message>
        <source>nose bridge</source>
        <translation>鼻梁</translation>
    </message>
    <message>
        <source>nose base</source>
        <translation>鼻底</translation>
    </message>
    <message>
        <source>right eye</source>
        <translation>右眼</translation>
    </message>
    <message>
        <source>left eye</source>
        <translation>左眼</translation>
    </message>
    <message>
        <source>outer lip</source>
        <translation>唇外缘</translation>
    </message>
    <message>
        <source>inner lip</source>
        <translation>唇内缘</translation>
    </message>
    <message>
        <source>pupils</source>
        <translation>瞳孔</translation>
    </message>
    <message>
        <source>nose</source>
        <translation>鼻</translation>
    </message>
    <message>
        <source>mouth</source>
        <translation>嘴</translation>
    </message>
    <message>
        <source>lower lip</source>
        <translation>下唇</translation>
    </message>
    <message>
        <source>upper lip</source>
        <translation>上唇</translation>
    </message>
    <message>
        <source>eye centres</source>
        <translation>眼中心</translation>
    </message>
</context>
<context>
    <name>SubsetTexts</name>
    <message>
        <source>Common</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>挑战</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Private (split 2)</source>
        <translation>私有（划分 2）</translation>
    </message>
    <message>
        <source>Frontal</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>All faces</source>
        <translation>全部人脸</translation>
    </message>
    <message>
        <source>Size below 100 px</source>
        <translation>小于 100 px</translation>
    </message>
    <message>
        <source>Size 100 to 200 px</source>
        <translation>100 至 200 px</translation>
    </message>
    <message>
        <source>Size from 200 px</source>
        <translation>200 px 以上</translation>
    </message>
    <message>
        <source>Yaw below 30°</source>
        <translation>偏航角小于 30°</translation>
    </message>
    <message>
        <source>Yaw 30° to 60°</source>
        <translation>偏航角 30° 至 60°</translation>
    </message>
    <message>
        <source>Yaw from 60°</source>
        <translation>偏航角 60° 以上</translation>
    </message>
</context>
<context>
    <name>SuspectModel</name>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The picture&apos;s file</source>
        <translation>图像文件</translation>
    </message>
    <message>
        <source>landmark</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>The landmark of the ground truth that is in doubt</source>
        <translation>真值中存疑的关键点</translation>
    </message>
    <message>
        <source>distance %</source>
        <translation>距离 %</translation>
    </message>
    <message>
        <source>From the ground truth to the mean of the runs as a share of the normaliser</source>
        <translation>真值到各运行结果均值的距离，占归一化因子的比例</translation>
    </message>
    <message>
        <source>spread %</source>
        <translation>离散度 %</translation>
    </message>
    <message>
        <source>Mean distance between the runs as a share of the normaliser</source>
        <translation>各运行结果之间的平均距离，占归一化因子的比例</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Distance over spread: how much clearer the runs agree with each other</source>
        <translation>距离除以离散度：各运行结果彼此一致的程度有多明显</translation>
    </message>
    <message>
        <source>Show the face with this landmark selected</source>
        <translation>显示这张人脸并选中该关键点</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>inter-ocular</source>
        <translation>眼间距（外眼角）</translation>
    </message>
    <message>
        <source>inter-pupil</source>
        <translation>瞳孔间距</translation>
    </message>
    <message>
        <source>box</source>
        <translation>框</translation>
    </message>
    <message>
        <source>longer box side</source>
        <translation>框的长边</translation>
    </message>
    <message>
        <source>annotated box</source>
        <translation>标注框</translation>
    </message>
    <message>
        <source>diagonal</source>
        <translation>对角线</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>HH:mm</source>
        <comment>time of today</comment>
        <translation>HH:mm</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <comment>time of this year</comment>
        <translation>M月d日 HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>day</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>frontal</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>exaggerated</source>
        <translation>夸张</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>光照</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>extreme</source>
        <translation>极端</translation>
    </message>
    <message>
        <source>Make-up</source>
        <translation>化妆</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>清晰</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU，%n 个线程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n point(s)</source>
        <comment>landmarks of a scheme</comment>
        <translation>
            <numerusform>%1，%n 个点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::Actions</name>
    <message>
        <source>Search actions</source>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>打开文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a data set folder or a folder of pictures</source>
        <translation>打开数据集文件夹或图片文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open &amp;file…</source>
        <translation>打开文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Open an annotation file or a project</source>
        <translation>打开标注文件或项目</translation>
    </message>
    <message>
        <source>Open &amp;sample set</source>
        <translation>打开示例数据集(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Locate folder…</source>
        <translation>定位文件夹(&amp;L)…</translation>
    </message>
    <message>
        <source>Say where the data set of a project is now</source>
        <translation>指出项目的数据集现在的位置</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>项目另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Write a copy of the project to another place</source>
        <translation>将项目副本写到其他位置</translation>
    </message>
    <message>
        <source>&amp;Import predictions…</source>
        <translation>导入预测结果(&amp;I)…</translation>
    </message>
    <message>
        <source>Compare with predictions that another program has made</source>
        <translation>与其他程序的预测结果比较</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Write corrected annotation files</source>
        <translation>写出修正后的标注文件</translation>
    </message>
    <message>
        <source>Export a&amp;gain</source>
        <translation>再次导出(&amp;G)</translation>
    </message>
    <message>
        <source>Repeat the last export; edits are saved by themselves</source>
        <translation>重复上一次导出；编辑会自动保存</translation>
    </message>
    <message>
        <source>Export re&amp;port…</source>
        <translation>导出报告(&amp;P)…</translation>
    </message>
    <message>
        <source>Write the errors of runs as a page with figures, tables and faces</source>
        <translation>将运行结果的误差写成带图、表和人脸的页面</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Select &amp;all landmarks</source>
        <translation>选择全部关键点(&amp;A)</translation>
    </message>
    <message>
        <source>Revert face to the &amp;original</source>
        <translation>将人脸恢复为原始标注(&amp;O)</translation>
    </message>
    <message>
        <source>Take back everything done to the landmarks of this face</source>
        <translation>撤回对这张人脸关键点所做的一切</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>Language, theme, mouse, keys</source>
        <translation>语言、主题、鼠标、按键</translation>
    </message>
    <message>
        <source>Fit &amp;face</source>
        <translation>适合人脸(&amp;F)</translation>
    </message>
    <message>
        <source>Fit &amp;image</source>
        <translation>适合图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>100 %(&amp;1)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Hide overlays</source>
        <translation>隐藏叠加内容(&amp;H)</translation>
    </message>
    <message>
        <source>Show the picture alone; hold H for a glance</source>
        <translation>只显示图像；按住 H 可暂时查看</translation>
    </message>
    <message>
        <source>&amp;Ground truth</source>
        <translation>真值(&amp;G)</translation>
    </message>
    <message>
        <source>Show the ground truth</source>
        <translation>显示真值</translation>
    </message>
    <message>
        <source>&amp;Prediction</source>
        <translation>预测(&amp;P)</translation>
    </message>
    <message>
        <source>Show predictions</source>
        <translation>显示预测</translation>
    </message>
    <message>
        <source>&amp;Mine</source>
        <translation>我的标注(&amp;M)</translation>
    </message>
    <message>
        <source>Show my landmarks</source>
        <translation>显示我的关键点</translation>
    </message>
    <message>
        <source>&amp;Ellipses</source>
        <translation>椭圆(&amp;E)</translation>
    </message>
    <message>
        <source>Show 1- and 2-sigma ellipses where the model gives them</source>
        <translation>在模型提供时显示 1σ 和 2σ 椭圆</translation>
    </message>
    <message>
        <source>Hea&amp;t of the points</source>
        <translation>关键点热图(&amp;T)</translation>
    </message>
    <message>
        <source>Show the heatmap of the hovered point, or the sum of the selected ones</source>
        <translation>显示指针所指点的热图，或所选点的热图之和</translation>
    </message>
    <message>
        <source>Heat of a&amp;ll points</source>
        <translation>全部关键点的热图(&amp;L)</translation>
    </message>
    <message>
        <source>Show the sum of all heatmaps</source>
        <translation>显示全部热图之和</translation>
    </message>
    <message>
        <source>E&amp;rror lines</source>
        <translation>误差线(&amp;R)</translation>
    </message>
    <message>
        <source>Show lines from each point to the reference</source>
        <translation>从每个点到参考点画线</translation>
    </message>
    <message>
        <source>Errors beside &amp;points</source>
        <translation>点旁误差(&amp;P)</translation>
    </message>
    <message>
        <source>Write the error beside each point, as far as there is room</source>
        <translation>在有空间时于每个点旁写出误差</translation>
    </message>
    <message>
        <source>Fail&amp;ure overlay</source>
        <translation>失败标记(&amp;U)</translation>
    </message>
    <message>
        <source>Frame faces beyond the threshold and mark their worst points</source>
        <translation>给超过阈值的人脸加框，并标出最差的点</translation>
    </message>
    <message>
        <source>&amp;Blink</source>
        <translation>闪烁对比(&amp;B)</translation>
    </message>
    <message>
        <source>Show the ground truth and the prediction in turn, while B is held</source>
        <translation>按住 B 时轮流显示真值和预测</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>左右对比(&amp;S)</translation>
    </message>
    <message>
        <source>Ground truth left of a divider, prediction right of it</source>
        <translation>分界线左侧为真值，右侧为预测</translation>
    </message>
    <message>
        <source>Onion s&amp;kin</source>
        <translation>洋葱皮(&amp;K)</translation>
    </message>
    <message>
        <source>Fade from the ground truth to the prediction</source>
        <translation>从真值渐变到预测</translation>
    </message>
    <message>
        <source>&amp;Contours</source>
        <translation>轮廓(&amp;C)</translation>
    </message>
    <message>
        <source>Show the lines between landmarks</source>
        <translation>显示关键点之间的连线</translation>
    </message>
    <message>
        <source>&amp;Indices</source>
        <translation>序号(&amp;I)</translation>
    </message>
    <message>
        <source>Show the index beside each landmark</source>
        <translation>在每个关键点旁显示序号</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Show the name beside each landmark</source>
        <translation>在每个关键点旁显示名称</translation>
    </message>
    <message>
        <source>&amp;Loupe</source>
        <translation>放大镜(&amp;L)</translation>
    </message>
    <message>
        <source>Show the pixels around the landmark under the cursor</source>
        <translation>显示指针处关键点周围的像素</translation>
    </message>
    <message>
        <source>Error la&amp;boratory</source>
        <translation>误差实验室(&amp;B)</translation>
    </message>
    <message>
        <source>Show errors of all faces: table, curves, mean face, subsets</source>
        <translation>显示全部人脸的误差：表格、曲线、平均脸、子集</translation>
    </message>
    <message>
        <source>&amp;Worst faces…</source>
        <translation>最差人脸(&amp;W)…</translation>
    </message>
    <message>
        <source>Show the faces with the largest NME side by side</source>
        <translation>并排显示 NME 最大的人脸</translation>
    </message>
    <message>
        <source>Chec&amp;k coordinates…</source>
        <translation>检查坐标(&amp;K)…</translation>
    </message>
    <message>
        <source>Look for half pixels, exchanged axes and mirrored points</source>
        <translation>检查半像素偏移、坐标轴互换和镜像点</translation>
    </message>
    <message>
        <source>Picture a&amp;lone</source>
        <translation>仅显示图像(&amp;L)</translation>
    </message>
    <message>
        <source>Hide the panels</source>
        <translation>隐藏面板</translation>
    </message>
    <message>
        <source>&amp;Next face</source>
        <translation>下一张人脸(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous face</source>
        <translation>上一张人脸(&amp;P)</translation>
    </message>
    <message>
        <source>Next &amp;failure</source>
        <translation>下一张失败的人脸(&amp;F)</translation>
    </message>
    <message>
        <source>Show the next face beyond the threshold</source>
        <translation>显示下一张超过阈值的人脸</translation>
    </message>
    <message>
        <source>Previous fai&amp;lure</source>
        <translation>上一张失败的人脸(&amp;L)</translation>
    </message>
    <message>
        <source>Show the previous face beyond the threshold</source>
        <translation>显示上一张超过阈值的人脸</translation>
    </message>
    <message>
        <source>Visible, occluded, &amp;absent</source>
        <translation>可见、遮挡、缺失(&amp;A)</translation>
    </message>
    <message>
        <source>Change the visibility of the selected landmarks</source>
        <translation>更改所选关键点的可见性</translation>
    </message>
    <message>
        <source>Pre-&amp;fill</source>
        <translation>预填(&amp;F)</translation>
    </message>
    <message>
        <source>Predict the landmarks of this face</source>
        <translation>预测这张人脸的关键点</translation>
    </message>
    <message>
        <source>Pre-fill &amp;selected faces</source>
        <translation>预填选中的人脸(&amp;S)</translation>
    </message>
    <message>
        <source>Pre-fill &amp;all faces</source>
        <translation>预填所有人脸(&amp;A)</translation>
    </message>
    <message>
        <source>Predict the landmarks of every face in the list</source>
        <translation>预测列表中每张人脸的关键点</translation>
    </message>
    <message>
        <source>&amp;Choose model…</source>
        <translation>选择模型(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>训练(&amp;T)…</translation>
    </message>
    <message>
        <source>Train a network on the corrected faces</source>
        <translation>用修正后的人脸训练网络</translation>
    </message>
    <message>
        <source>&amp;Manage models…</source>
        <translation>管理模型(&amp;M)…</translation>
    </message>
    <message>
        <source>Add, compare, measure and remove models</source>
        <translation>添加、比较、测量和移除模型</translation>
    </message>
    <message>
        <source>&amp;Use prediction</source>
        <translation>采用预测(&amp;U)</translation>
    </message>
    <message>
        <source>Take the prediction of the whole face as mine</source>
        <translation>将整张人脸的预测作为我的标注</translation>
    </message>
    <message>
        <source>Use prediction of the selected &amp;contours</source>
        <translation>采用所选轮廓的预测(&amp;C)</translation>
    </message>
    <message>
        <source>Use prediction of the selected &amp;points</source>
        <translation>采用所选点的预测(&amp;P)</translation>
    </message>
    <message>
        <source>Boxes as &amp;annotated</source>
        <translation>使用标注的框(&amp;A)</translation>
    </message>
    <message>
        <source>Boxes from the &amp;detector</source>
        <translation>使用检测器的框(&amp;D)</translation>
    </message>
    <message>
        <source>Average with the &amp;mirror image</source>
        <translation>与镜像图像取平均(&amp;M)</translation>
    </message>
    <message>
        <source>Predict the mirror image of each face too: twice the time</source>
        <translation>同时预测每张人脸的镜像：耗时加倍</translation>
    </message>
    <message>
        <source>&amp;Ellipses from shifted boxes</source>
        <translation>由偏移的框得到椭圆(&amp;E)</translation>
    </message>
    <message>
        <source>Predict from eight more boxes a little beside the face&apos;s: their spread is the uncertainty</source>
        <translation>再用人脸框附近的八个框预测：其离散度即为不确定度</translation>
    </message>
    <message>
        <source>&amp;Accept and next</source>
        <translation>通过并转到下一张(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Needs work</source>
        <translation>需修改(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xclude…</source>
        <translation>排除(&amp;X)…</translation>
    </message>
    <message>
        <source>Leave this face out of evaluation, training and export, and say why</source>
        <translation>不让这张人脸参与评估、训练和导出，并说明原因</translation>
    </message>
    <message>
        <source>&amp;Comment…</source>
        <translation>批注(&amp;C)…</translation>
    </message>
    <message>
        <source>Pin a comment to the selected point, or to the face</source>
        <translation>将批注附在所选的点或人脸上</translation>
    </message>
    <message>
        <source>Next in the &amp;queue</source>
        <translation>队列中的下一张(&amp;Q)</translation>
    </message>
    <message>
        <source>Show the next face of the review queue; tapping Space does the same</source>
        <translation>显示审核队列中的下一张人脸；轻按空格效果相同</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史记录(&amp;H)</translation>
    </message>
    <message>
        <source>Show what was done to this face and bring it back</source>
        <translation>显示对这张人脸所做的操作，并可恢复</translation>
    </message>
    <message>
        <source>&amp;Search actions</source>
        <translation>搜索操作(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open the help at the page of this place</source>
        <translation>打开与当前位置对应的帮助页</translation>
    </message>
    <message>
        <source>&amp;Keys and gestures</source>
        <translation>按键与手势(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Fiducial</source>
        <translation>关于 Fiducial(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Select and move</source>
        <translation>选择与移动(&amp;S)</translation>
    </message>
    <message>
        <source>Select and move landmarks; Escape comes back here from every tool</source>
        <translation>选择并移动关键点；在任何工具中按 Esc 都会回到这里</translation>
    </message>
    <message>
        <source>&amp;Contour</source>
        <translation>轮廓(&amp;C)</translation>
    </message>
    <message>
        <source>Drag a contour: bend it, or slide a point along it</source>
        <translation>拖动轮廓：使其弯曲，或让点沿轮廓滑动</translation>
    </message>
    <message>
        <source>&amp;Freehand</source>
        <translation>手绘(&amp;F)</translation>
    </message>
    <message>
        <source>Draw a contour in one stroke</source>
        <translation>一笔画出轮廓</translation>
    </message>
    <message>
        <source>&amp;Transform</source>
        <translation>变换(&amp;T)</translation>
    </message>
    <message>
        <source>Move, turn and scale the selection by handles</source>
        <translation>用控制柄移动、旋转和缩放所选内容</translation>
    </message>
    <message>
        <source>S&amp;nap to clicks</source>
        <translation>单击吸附(&amp;N)</translation>
    </message>
    <message>
        <source>A click moves the nearest landmark there</source>
        <translation>单击处会移来最近的关键点</translation>
    </message>
    <message>
        <source>&amp;Place missing landmarks</source>
        <translation>放置缺失的关键点(&amp;P)</translation>
    </message>
    <message>
        <source>Each click places the next landmark that is missing</source>
        <translation>每次单击放置下一个缺失的关键点</translation>
    </message>
    <message>
        <source>Soft &amp;drag</source>
        <translation>柔性拖动(&amp;D)</translation>
    </message>
    <message>
        <source>Landmarks that nobody placed follow the ones that are moved</source>
        <translation>未经人工放置的关键点跟随移动的点</translation>
    </message>
    <message>
        <source>&amp;Mirror edit</source>
        <translation>镜像编辑(&amp;M)</translation>
    </message>
    <message>
        <source>The partner on the other side of the face moves too</source>
        <translation>脸另一侧的对应点一起移动</translation>
    </message>
    <message>
        <source>Mirror chec&amp;k</source>
        <translation>镜像检查(&amp;K)</translation>
    </message>
    <message>
        <source>Mark the pairs that do not fit the mid-line of the face</source>
        <translation>标出不符合面部中线的点对</translation>
    </message>
    <message>
        <source>P&amp;in</source>
        <translation>固定(&amp;I)</translation>
    </message>
    <message>
        <source>Pin the selected landmarks, so that they stay in soft drags, or unpin them</source>
        <translation>固定所选关键点，使其在柔性拖动中不动；或取消固定</translation>
    </message>
    <message>
        <source>Predict the &amp;others</source>
        <translation>预测其余的点(&amp;O)</translation>
    </message>
    <message>
        <source>Predict anew all landmarks that are not pinned from those that are</source>
        <translation>由已固定的关键点重新预测所有未固定的点</translation>
    </message>
    <message>
        <source>Select contou&amp;r</source>
        <translation>选择轮廓(&amp;R)</translation>
    </message>
    <message>
        <source>Select the contour of the landmark under the cursor</source>
        <translation>选择指针处关键点所在的轮廓</translation>
    </message>
    <message>
        <source>To the &amp;gradient peak</source>
        <translation>移到梯度峰值(&amp;G)</translation>
    </message>
    <message>
        <source>Move to the strongest edge across the contour</source>
        <translation>移到轮廓法线方向上最强的边缘</translation>
    </message>
    <message>
        <source>Start from the m&amp;ean shape</source>
        <translation>从平均形状开始(&amp;E)</translation>
    </message>
    <message>
        <source>Put the mean shape into the face box, or over the placed landmarks</source>
        <translation>将平均形状放入人脸框，或覆盖已放置的关键点</translation>
    </message>
    <message>
        <source>Copy from the pre&amp;vious face</source>
        <translation>复制上一张人脸(&amp;V)</translation>
    </message>
    <message>
        <source>Take the landmarks of the face before in the list, relative to the face box</source>
        <translation>取列表中上一张人脸的关键点，按人脸框换算位置</translation>
    </message>
    <message>
        <source>Cop&amp;y landmarks</source>
        <translation>复制关键点(&amp;Y)</translation>
    </message>
    <message>
        <source>P&amp;aste landmarks</source>
        <translation>粘贴关键点(&amp;A)</translation>
    </message>
    <message>
        <source>Paste copied landmarks relative to the face box</source>
        <translation>按人脸框换算位置粘贴复制的关键点</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Landmarks</source>
        <translation>关键点(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>运行结果(&amp;U)</translation>
    </message>
    <message>
        <source>Numbers besi&amp;de points</source>
        <translation>点旁数字(&amp;D)</translation>
    </message>
    <message>
        <source>Ellipse wi&amp;dth</source>
        <translation>椭圆宽度(&amp;D)</translation>
    </message>
    <message>
        <source>Error line len&amp;gth</source>
        <translation>误差线长度(&amp;G)</translation>
    </message>
    <message>
        <source>Layer opacit&amp;y</source>
        <translation>图层不透明度(&amp;Y)</translation>
    </message>
    <message>
        <source>Mar&amp;k size</source>
        <translation>标记大小(&amp;K)</translation>
    </message>
    <message>
        <source>N&amp;ormaliser</source>
        <translation>归一化方式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Compare with another project…</source>
        <translation>与另一个项目比较(&amp;C)…</translation>
    </message>
    <message>
        <source>Hold these corrections against those of another annotator</source>
        <translation>将这些修正与另一位标注者的修正对照</translation>
    </message>
    <message>
        <source>Revert &amp;points to the original</source>
        <translation>将点恢复为原始标注(&amp;P)</translation>
    </message>
    <message>
        <source>Put the selected landmarks back to the ground truth</source>
        <translation>将所选关键点放回真值位置</translation>
    </message>
    <message>
        <source>P&amp;art pass</source>
        <translation>逐部位检查(&amp;A)</translation>
    </message>
    <message>
        <source>Keep the view on the selected part from face to face</source>
        <translation>换人脸时视图保持在所选部位</translation>
    </message>
    <message>
        <source>&amp;One face only</source>
        <translation>仅显示一张人脸(&amp;O)</translation>
    </message>
    <message>
        <source>Hide the other faces of the picture</source>
        <translation>隐藏图像中的其他人脸</translation>
    </message>
    <message>
        <source>Bri&amp;ghtness and contrast…</source>
        <translation>亮度与对比度(&amp;G)…</translation>
    </message>
    <message>
        <source>Change how the picture looks, not its pixels</source>
        <translation>改变图像的显示效果，不改动像素</translation>
    </message>
    <message>
        <source>Pixels as s&amp;quares</source>
        <translation>像素显示为方块(&amp;Q)</translation>
    </message>
    <message>
        <source>Show square pixels where the picture is magnified</source>
        <translation>放大时将像素显示为方块</translation>
    </message>
    <message>
        <source>Face %1 of the picture</source>
        <translation>图像中的第 %1 张人脸</translation>
    </message>
    <message>
        <source>&amp;Add face</source>
        <translation>添加人脸(&amp;A)</translation>
    </message>
    <message>
        <source>Drag a box around a face that has none yet</source>
        <translation>在还没有框的人脸周围拖出一个框</translation>
    </message>
    <message>
        <source>Edit &amp;box</source>
        <translation>编辑框(&amp;B)</translation>
    </message>
    <message>
        <source>Move and resize the box of this face by handles</source>
        <translation>用控制柄移动这张人脸的框并改变其大小</translation>
    </message>
    <message>
        <source>&amp;Move landmarks to another face…</source>
        <translation>将关键点移到另一张人脸(&amp;M)…</translation>
    </message>
    <message>
        <source>Give the landmarks of this face to another one of the picture</source>
        <translation>将这张人脸的关键点交给图像中的另一张人脸</translation>
    </message>
    <message>
        <source>&amp;Delete face</source>
        <translation>删除人脸(&amp;D)</translation>
    </message>
    <message>
        <source>Take this face out of the data set; undo brings it back</source>
        <translation>将这张人脸从数据集中去掉；撤销即可恢复</translation>
    </message>
    <message>
        <source>Rotate &amp;left</source>
        <translation>向左旋转(&amp;L)</translation>
    </message>
    <message>
        <source>Turn the view by 5 degrees; coordinates stay as they are</source>
        <translation>将视图旋转 5 度；坐标保持不变</translation>
    </message>
    <message>
        <source>Rotate ri&amp;ght</source>
        <translation>向右旋转(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation>转正(&amp;U)</translation>
    </message>
    <message>
        <source>Turn the view back</source>
        <translation>将视图转回</translation>
    </message>
    <message>
        <source>Le&amp;vel the eyes</source>
        <translation>使双眼水平(&amp;V)</translation>
    </message>
    <message>
        <source>Turn the view until both eyes lie level, and fit the face</source>
        <translation>旋转视图直到双眼水平，并适合人脸</translation>
    </message>
    <message>
        <source>Attribute: %1</source>
        <translation>属性：%1</translation>
    </message>
    <message>
        <source>Attribute %1</source>
        <translation>属性 %1</translation>
    </message>
    <message>
        <source>Say whether “%1” holds for this face</source>
        <translation>设定这张人脸是否具有“%1”</translation>
    </message>
    <message>
        <source>The inspector takes attributes of your own</source>
        <translation>可在右侧“审核”页添加自定义属性</translation>
    </message>
    <message>
        <source>Fa&amp;ce</source>
        <translation>人脸(&amp;C)</translation>
    </message>
    <message>
        <source>The landmarks of this face are as the files have them</source>
        <translation>这张人脸的关键点与文件中的一致</translation>
    </message>
    <message>
        <source>Take back everything done to the faces of this picture: landmarks, boxes, attributes, faces that were added or deleted</source>
        <translation>撤回对这幅图像中人脸所做的一切：关键点、框、属性、添加或删除的人脸</translation>
    </message>
    <message>
        <source>The faces of this picture are as the files have them</source>
        <translation>这幅图像中的人脸与文件中的一致</translation>
    </message>
    <message>
        <source>Use prediction of the whole pictu&amp;re</source>
        <translation>使用整幅图像的预测(&amp;R)</translation>
    </message>
    <message>
        <source>Take the predictions of all faces of this picture as mine</source>
        <translation>将这幅图像中所有人脸的预测作为我的标注</translation>
    </message>
    <message>
        <source>The active run has no face of this picture</source>
        <translation>当前运行结果没有这幅图像中的人脸</translation>
    </message>
    <message>
        <source>Revert pi&amp;cture to the original</source>
        <translation>将图像恢复为原始标注(&amp;C)</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::AgreementDialog</name>
    <message>
        <source>Compared with %1</source>
        <translation>与 %1 比较</translation>
    </message>
    <message>
        <source>%1 of %2 apart on average (%3 px); half of the points within %4, nine of ten within %5</source>
        <translation>平均相距%2的 %1（%3 px）；半数点在 %4 以内，九成点在 %5 以内</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) annotated in both</source>
        <translation>
            <numerusform>两者都标注的人脸：%n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only here</source>
        <translation>
            <numerusform>仅此处有 %n 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only there</source>
        <translation>
            <numerusform>仅对方有 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>NME</source>
        <translation>NME</translation>
    </message>
    <message>
        <source>mean px</source>
        <translation>平均 px</translation>
    </message>
    <message>
        <source>worst landmark</source>
        <translation>最差关键点</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>visibility</source>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Faces, those that differ most first</source>
        <translation>人脸，差异最大的在前</translation>
    </message>
    <message>
        <source>%1, face %2</source>
        <translation>%1，第 %2 张人脸</translation>
    </message>
    <message>
        <source>landmark</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>median px</source>
        <translation>中位数 px</translation>
    </message>
    <message>
        <source>90 % px</source>
        <translation>90 % px</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>Error between the annotators at each landmark</source>
        <translation>标注者之间在每个关键点上的误差</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::AppSettings</name>
    <message>
        <source>The settings in %1 could not be read; defaults are used and the file is kept as %2.</source>
        <translation>无法读取 %1 中的设置；已使用默认值，原文件保留为 %2。</translation>
    </message>
    <message>
        <source>The settings in %1 cannot be written; changes last until the program ends.</source>
        <translation>无法写入 %1 中的设置；更改只在程序运行期间有效。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::AttributeList</name>
    <message>
        <source>Remove this attribute from the project</source>
        <translation>从项目中移除此属性</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>There is an attribute of this name already</source>
        <translation>已有同名属性</translation>
    </message>
    <message>
        <source>Some faces have a value for “%1”; undo those first</source>
        <translation>有些人脸已设定“%1”；请先撤销</translation>
    </message>
    <message>
        <source>Attributes of this face</source>
        <translation>这张人脸的属性</translation>
    </message>
    <message>
        <source>New attribute of your own</source>
        <translation>新的自定义属性</translation>
    </message>
    <message>
        <source>Rename this attribute (F2)</source>
        <translation>重命名此属性 (F2)</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>“%1” stands in the files of the data set; only attributes of the project are renamed</source>
        <translation>“%1”在数据集的文件中；只能重命名项目自己的属性</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::BrowserPanel</name>
    <message numerus="yes">
        <source>%1 of %n face(s)</source>
        <translation>
            <numerusform>%1 / %n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a data set to browse its faces.</source>
        <translation>打开数据集以浏览其中的人脸。</translation>
    </message>
    <message>
        <source>No image name contains “%1”.</source>
        <translation>没有图像名包含“%1”。</translation>
    </message>
    <message>
        <source>This data set has no faces yet.</source>
        <translation>此数据集还没有人脸。</translation>
    </message>
    <message>
        <source>Filter faces by image name</source>
        <translation>按图像名筛选人脸</translation>
    </message>
    <message>
        <source>Part of the image&apos;s path, or a pattern with * and ?</source>
        <translation>图像路径的一部分，或含 * 和 ? 的模式</translation>
    </message>
    <message>
        <source>Sort:</source>
        <translation>排序：</translation>
    </message>
    <message>
        <source>file order</source>
        <translation>文件顺序</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>NME, worst first</source>
        <translation>NME，最差在前</translation>
    </message>
    <message>
        <source>NME, best first</source>
        <translation>NME，最好在前</translation>
    </message>
    <message>
        <source>yaw</source>
        <translation>偏航角</translation>
    </message>
    <message>
        <source>Sort faces</source>
        <translation>人脸排序</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation>显示为网格</translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation>显示为列表</translation>
    </message>
    <message>
        <source>One row for each image instead of each face</source>
        <translation>每行一幅图像，而不是一张人脸</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::CalibrationView</name>
    <message>
        <source>%1 · off by %2</source>
        <translation>%1 · 偏差 %2</translation>
    </message>
    <message>
        <source>Inside %1 σ: %2 expected</source>
        <translation>%1 σ 以内：期望 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>points expected inside the ellipse, %</source>
        <translation>预期落在椭圆内的点，%</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::CatalogueModel</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Not measured on this machine yet</source>
        <translation>尚未在本机测量</translation>
    </message>
    <message>
        <source>It pre-fills %1 when nobody chooses a model</source>
        <translation>未选择模型时，用它预填 %1</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Default of its landmarks</source>
        <translation>其关键点方案的默认模型</translation>
    </message>
    <message>
        <source>landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Size of the weights file</source>
        <translation>权重文件的大小</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where it ran when it was measured</source>
        <translation>测量时运行的设备</translation>
    </message>
    <message>
        <source>faces/s</source>
        <translation>张/秒</translation>
    </message>
    <message>
        <source>Faces a second of the network alone, measured on this machine in batches</source>
        <translation>在本机批量测得的每秒人脸数（仅网络）</translation>
    </message>
    <message>
        <source>NME</source>
        <translation>NME</translation>
    </message>
    <message>
        <source>Accuracy that its card states; what it was measured on stands beside</source>
        <translation>卡片所述的精度；旁边是测量所用的数据</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::CedView</name>
    <message>
        <source>NME %, %1</source>
        <translation>NME %，%1</translation>
    </message>
    <message>
        <source>NME %1</source>
        <translation>NME %1</translation>
    </message>
    <message>
        <source>%1: %2 of the faces</source>
        <translation>%1：%2 的人脸</translation>
    </message>
    <message>
        <source>Threshold %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>%1: AUC and failures %2</source>
        <translation>%1：AUC 与失败率 %2</translation>
    </message>
    <message>
        <source>, AUC %1 to %2 with 95 % confidence</source>
        <translation>，AUC %1 至 %2（95 % 置信）</translation>
    </message>
    <message>
        <source>AUC · failures at %1</source>
        <translation>AUC · 阈值 %1 的失败率</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::CommandPalette</name>
    <message>
        <source>Search actions</source>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>输入想做的事</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>No action has that name.</source>
        <translation>没有该名称的操作。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::CommentList</name>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Show the face</source>
        <translation>显示这张人脸</translation>
    </message>
    <message>
        <source>Select this point</source>
        <translation>选择该点</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>%1 · resolved</source>
        <translation>%1 · 已解决</translation>
    </message>
    <message>
        <source>No comments. Select a point, or none for the whole face, and write one.</source>
        <translation>没有批注。选择一个点（不选则针对整张人脸），然后写下批注。</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>批注…</translation>
    </message>
    <message>
        <source>Pin a comment to the selected point, or to the face</source>
        <translation>将批注附在所选的点或人脸上</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ConfusionView</name>
    <message>
        <source>%1 → %2: %3 of %4 points, %5</source>
        <translation>%1 → %2：%4 个点中的 %3 个，%5</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ContactSheet</name>
    <message>
        <source>Worst faces</source>
        <translation>最差人脸</translation>
    </message>
    <message>
        <source>&amp;Faces</source>
        <translation>人脸(&amp;F)</translation>
    </message>
    <message>
        <source>Faces with the largest NME</source>
        <translation>NME 最大的人脸</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>%1 · NME, %2, against %3</source>
        <translation>%1 · NME，%2，相对于 %3</translation>
    </message>
    <message>
        <source>Measuring faces</source>
        <translation>正在测量人脸</translation>
    </message>
    <message>
        <source>There is no run yet. Pre-fill the faces or import predictions.</source>
        <translation>还没有运行结果。请预填人脸或导入预测结果。</translation>
    </message>
    <message>
        <source>No face of this run has an NME.</source>
        <translation>此运行结果中没有人脸有 NME。</translation>
    </message>
    <message>
        <source>%1, face %2</source>
        <translation>%1，第 %2 张人脸</translation>
    </message>
    <message>
        <source>%1, NME %2</source>
        <translation>%1，NME %2</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Drawing the sheet</source>
        <translation>正在绘制拼图</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Measuring faces…</source>
        <translation>正在测量人脸…</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::DoctorDialog</name>
    <message>
        <source>Check coordinates</source>
        <translation>检查坐标</translation>
    </message>
    <message>
        <source>Choose an annotation file to hold against the ground truth.</source>
        <translation>选择一个标注文件与真值对照。</translation>
    </message>
    <message>
        <source>Formats count pixels from a corner or a centre, from 0 or from 1, and some exchange axes or sides. On a single face nobody sees it; over many faces it shows.</source>
        <translation>不同格式从像素的角点或中心、从 0 或 1 开始计数，有些还会互换坐标轴或左右。单张人脸上看不出来，多张人脸上就会显现。</translation>
    </message>
    <message>
        <source>&amp;Examine</source>
        <translation>检查(&amp;E)</translation>
    </message>
    <message>
        <source>against the ground truth</source>
        <translation>与真值对照</translation>
    </message>
    <message>
        <source>Annotation file…</source>
        <translation>标注文件…</translation>
    </message>
    <message>
        <source>Annotation file</source>
        <translation>标注文件</translation>
    </message>
    <message>
        <source>Reading predictions…</source>
        <translation>正在读取预测结果…</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Checking coordinates</source>
        <translation>正在检查坐标</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) compared. A shift in pixels is the same on every face, small or large; a model&apos;s own habit grows with the face and is told apart by that.</source>
        <translation>
            <numerusform>已比较 %n 张人脸。像素偏移在大小人脸上都相同；模型自身的倾向则随人脸增大，由此可以区分。</numerusform>
        </translation>
    </message>
    <message>
        <source>shift</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>standard error</source>
        <translation>标准误差</translation>
    </message>
    <message>
        <source>grows with the face</source>
        <translation>随人脸增大</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 of its size</source>
        <translation>其尺寸的 %1</translation>
    </message>
    <message>
        <source>distance as read</source>
        <translation>读入时的距离</translation>
    </message>
    <message>
        <source>once that is undone</source>
        <translation>校正后</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ExportDialog</name>
    <message>
        <source>box</source>
        <translation>框</translation>
    </message>
    <message>
        <source>box size</source>
        <translation>框的大小</translation>
    </message>
    <message>
        <source>area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>centre and scale</source>
        <translation>中心和尺度</translation>
    </message>
    <message>
        <source>five points</source>
        <translation>五个点</translation>
    </message>
    <message>
        <source>head pose (always kept)</source>
        <translation>头部姿态（始终保留）</translation>
    </message>
    <message>
        <source>Export annotations</source>
        <translation>导出标注</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Compute boxes, centres and areas anew from the written points</source>
        <translation>由写出的点重新计算框、中心和面积</translation>
    </message>
    <message>
        <source>Replace existing files (a .bak copy of each source file is kept)</source>
        <translation>替换已有文件（每个源文件保留 .bak 副本）</translation>
    </message>
    <message>
        <source>&amp;Faces</source>
        <translation>人脸(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Landmarks</source>
        <translation>关键点(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>位置(&amp;T)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>将写出的文件</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>All faces</source>
        <translation>全部人脸</translation>
    </message>
    <message>
        <source>Listed in the browser</source>
        <translation>浏览列表中的</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>选中的</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已通过的</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已编辑的</translation>
    </message>
    <message>
        <source>As the source files, only edited numbers replaced</source>
        <translation>与源文件相同，只替换编辑过的数字</translation>
    </message>
    <message>
        <source>No face is chosen.</source>
        <translation>未选择人脸。</translation>
    </message>
    <message>
        <source>source, replaced</source>
        <translation>源文件，将被替换</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>将被替换</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited</source>
        <translation>
            <numerusform>%n 张已编辑</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>What this format cannot hold:</source>
        <translation>此格式无法保存的内容：</translation>
    </message>
    <message>
        <source>Computed anew: %1.</source>
        <translation>重新计算：%1。</translation>
    </message>
    <message>
        <source>Kept from the source, or computed where it has none: %1.</source>
        <translation>沿用源文件，源文件没有时计算：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) exist already. Choose another place, or allow replacing them.</source>
        <translation>
            <numerusform>已存在 %n 个文件。请选择其他位置，或允许替换。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export to folder</source>
        <translation>导出到文件夹</translation>
    </message>
    <message>
        <source>Export to file</source>
        <translation>导出到文件</translation>
    </message>
    <message>
        <source>Faces that were added or deleted:</source>
        <translation>添加或删除的人脸：</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceDelegate</name>
    <message>
        <source>missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>NME %1, %2, against %3</source>
        <translation>NME %1，%2，相对于 %3</translation>
    </message>
    <message>
        <source>Review: %1</source>
        <translation>审核：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n open comment(s)</source>
        <translation>
            <numerusform>%n 条未解决的批注</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceListModel</name>
    <message>
        <source>%1, %2 % NME</source>
        <translation>%1，NME %2 %</translation>
    </message>
    <message>
        <source>%1, no face</source>
        <translation>%1，没有人脸</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FacePresenter</name>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 σ</source>
        <translation>%1 σ</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>NME, %1, %2 against %3</source>
        <translation>NME，%1，%2 相对于 %3</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>之前 %1</translation>
    </message>
    <message>
        <source>face %1 of %2</source>
        <translation>第 %1 张人脸，共 %2 张</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) placed</source>
        <translation>
            <numerusform>放置了 %n 个点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) moved</source>
        <translation>
            <numerusform>移动了 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 px on average</source>
        <translation>平均 %1 px</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) outside the picture</source>
        <translation>
            <numerusform>%n 个点在图像之外</numerusform>
        </translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>no face yet: Face &gt; Add face draws one</source>
        <translation>还没有人脸：用“人脸 &gt; 添加人脸”画出</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FacePreview</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>%1 on the current face</source>
        <translation>%1 用于当前人脸</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceTableModel</name>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The picture&apos;s file</source>
        <translation>图像文件</translation>
    </message>
    <message>
        <source># %1, %</source>
        <translation># %1，%</translation>
    </message>
    <message>
        <source>Error of this landmark of %1 as a share of the normaliser</source>
        <translation>%1 在该关键点的误差，占归一化因子的比例</translation>
    </message>
    <message>
        <source>NME %, %1</source>
        <translation>NME %，%1</translation>
    </message>
    <message>
        <source>Normalised mean error of %1: %2</source>
        <translation>%1 的归一化平均误差：%2</translation>
    </message>
    <message>
        <source>worst point</source>
        <translation>最差的点</translation>
    </message>
    <message>
        <source>The landmark of %1 with the largest error</source>
        <translation>%1 误差最大的关键点</translation>
    </message>
    <message>
        <source>worst %</source>
        <translation>最差 %</translation>
    </message>
    <message>
        <source>The largest error of a landmark of %1 as a share of the normaliser</source>
        <translation>%1 的最大关键点误差，占归一化因子的比例</translation>
    </message>
    <message>
        <source>uncertainty %</source>
        <translation>不确定度 %</translation>
    </message>
    <message>
        <source>Root mean square sigma that %1 gives its landmarks, as a share of the normaliser</source>
        <translation>%1 给出的关键点 σ 的均方根，占归一化因子的比例</translation>
    </message>
    <message>
        <source>disagreement %</source>
        <translation>分歧 %</translation>
    </message>
    <message>
        <source>Mean distance between the runs as a share of the normaliser, whoever is right</source>
        <translation>各运行结果之间的平均距离，占归一化因子的比例，不论谁对</translation>
    </message>
    <message>
        <source>implausibility</source>
        <translation>不合理度</translation>
    </message>
    <message>
        <source>How unlike the ground truth shapes of this data set the face is; 1 is ordinary</source>
        <translation>与此数据集的真值形状的差异程度；1 为一般</translation>
    </message>
    <message>
        <source>suspicion</source>
        <translation>可疑度</translation>
    </message>
    <message>
        <source>Runs agree with each other but not with the ground truth: distance over spread of the worst point</source>
        <translation>各运行结果彼此一致但与真值不一致：最差点的距离除以离散度</translation>
    </message>
    <message>
        <source>yaw °</source>
        <translation>偏航 °</translation>
    </message>
    <message>
        <source>Positive: the nose points to the image&apos;s right</source>
        <translation>正值：鼻子朝向图像右侧</translation>
    </message>
    <message>
        <source>pitch °</source>
        <translation>俯仰 °</translation>
    </message>
    <message>
        <source>Positive: the nose is raised</source>
        <translation>正值：鼻子抬起</translation>
    </message>
    <message>
        <source>roll °</source>
        <translation>翻滚 °</translation>
    </message>
    <message>
        <source>Positive: the head leans clockwise</source>
        <translation>正值：头部顺时针倾斜</translation>
    </message>
    <message>
        <source>size px</source>
        <translation>尺寸 px</translation>
    </message>
    <message>
        <source>Square root of width times height of the ground truth&apos;s box</source>
        <translation>真值框宽高乘积的平方根</translation>
    </message>
    <message>
        <source>Attribute of the data set</source>
        <translation>数据集的属性</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>审核状态</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>漏检</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::FaceTablePane</name>
    <message>
        <source>&amp;Keep this filter</source>
        <translation>保留此筛选(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Forget this filter</source>
        <translation>删除此筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;All faces</source>
        <translation>全部人脸(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>排序依据(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) listed</source>
        <translation>
            <numerusform>列出 %n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>NME from %1</source>
        <translation>NME 从 %1 起</translation>
    </message>
    <message>
        <source>NME %1 to %2</source>
        <translation>NME %1 至 %2</translation>
    </message>
    <message>
        <source>&amp;Copy rows as CSV</source>
        <translation>将选中行复制为 CSV(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;all listed rows as CSV</source>
        <translation>将列出的所有行复制为 CSV(&amp;A)</translation>
    </message>
    <message>
        <source>nme &gt; 8 % and pose = 1</source>
        <translation>nme &gt; 8 % and pose = 1</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Which faces are listed. Names: nme, nme(&quot;run&quot;), worst_error, worst_point, uncertainty, disagreement, implausibility, suspicion, yaw, pitch, roll, size, state, image and the attributes; =, !=, &lt;, &gt;, and, or, not, matches, none</source>
        <translation>列出哪些人脸。名称：nme、nme(&quot;run&quot;)、worst_error、worst_point、uncertainty、disagreement、implausibility、suspicion、yaw、pitch、roll、size、state、image 以及各属性；=、!=、&lt;、&gt;、and、or、not、matches、none</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filters that you keep</source>
        <translation>您保留的筛选</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns that are shown, and the order of the rows</source>
        <translation>显示的列以及行的顺序</translation>
    </message>
    <message>
        <source>The interval brushed in the histogram; click to clear it</source>
        <translation>在直方图中选取的区间；单击清除</translation>
    </message>
    <message>
        <source>The faces chosen in another chart; click to list all again</source>
        <translation>在其他图表中选取的人脸；单击可重新列出全部</translation>
    </message>
    <message>
        <source>Errors of the faces</source>
        <translation>各人脸的误差</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HeatLayer</name>
    <message>
        <source>Heat of #%1</source>
        <translation>#%1 的热图</translation>
    </message>
    <message numerus="yes">
        <source>Sum of %n heatmap(s)</source>
        <translation>
            <numerusform>%n 幅热图之和</numerusform>
        </translation>
    </message>
    <message>
        <source>Its %1 heatmaps are of other landmarks than those shown; their sum can be seen.</source>
        <translation>其 %1 幅热图对应的不是所显示的关键点；可查看其总和。</translation>
    </message>
    <message>
        <source>Point at a landmark, or select some, to see their heat.</source>
        <translation>指向或选择关键点即可查看其热图。</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>峰值 %1</translation>
    </message>
    <message>
        <source>Of the face as it stands; its points are averages over more views.</source>
        <translation>仅为原图的热图；其点是多个视图的平均。</translation>
    </message>
    <message>
        <source>Computing the heatmaps…</source>
        <translation>正在计算热图…</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HeatMaps</name>
    <message>
        <source>Pre-fill this face with a heatmap model to see its heat.</source>
        <translation>用热图模型预填这张人脸即可查看热图。</translation>
    </message>
    <message>
        <source>%1 has not predicted this face.</source>
        <translation>%1 尚未预测这张人脸。</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>热图</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HelpWindow</name>
    <message>
        <source>en</source>
        <extracomment>The folder of the help pages in this language: &quot;en&quot;, &quot;zh_CN&quot;</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>(no keys)</source>
        <translation>（无按键）</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>没有页面包含这些词。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistogramView</name>
    <message>
        <source>NME from %1 to %2</source>
        <translation>NME 从 %1 至 %2</translation>
    </message>
    <message>
        <source>NME %, %1</source>
        <translation>NME %，%1</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>beyond %1 or missed: %2</source>
        <translation>超过 %1 或漏检：%2</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 至 %2：%3</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistoryModel</name>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n 个点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原始标注</translation>
    </message>
    <message>
        <source>as the files have it</source>
        <translation>与文件一致</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::HistoryView</name>
    <message>
        <source>Choose a face to see what was done to it.</source>
        <translation>选择一张人脸以查看对它所做的操作。</translation>
    </message>
    <message>
        <source>Nothing was done to this face yet. Drag a point, or use a prediction; every step is kept here.</source>
        <translation>尚未对这张人脸做任何操作。拖动一个点或采用预测；每一步都会保存在这里。</translation>
    </message>
    <message>
        <source>Nothing was done in this project yet.</source>
        <translation>此项目中尚无操作。</translation>
    </message>
    <message>
        <source>Revert points</source>
        <translation>恢复点</translation>
    </message>
    <message numerus="yes">
        <source>Revert %n point(s)</source>
        <translation>
            <numerusform>恢复 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Close the history</source>
        <translation>关闭历史记录</translation>
    </message>
    <message>
        <source>Revisions, the newest first</source>
        <translation>修订，最新在前</translation>
    </message>
    <message>
        <source>Revert face</source>
        <translation>恢复人脸</translation>
    </message>
    <message>
        <source>Bring the whole face back to the chosen revision; can be undone</source>
        <translation>将整张人脸恢复到所选修订；可撤销</translation>
    </message>
    <message>
        <source>Bring the selected points back to the chosen revision; can be undone</source>
        <translation>将所选的点恢复到所选修订；可撤销</translation>
    </message>
    <message>
        <source>Bring all faces of the picture back to the chosen revision: landmarks, boxes, attributes, faces that were added or deleted; can be undone</source>
        <translation>将图像中的所有人脸恢复到所选修订：关键点、框、属性、添加或删除的人脸；可撤销</translation>
    </message>
    <message>
        <source>The picture is as this revision left it</source>
        <translation>图像与此修订之后的状态相同</translation>
    </message>
    <message>
        <source>Choose a revision first</source>
        <translation>请先选择一个修订</translation>
    </message>
    <message>
        <source>Revert picture</source>
        <translation>恢复图像</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::InspectorPanel</name>
    <message>
        <source>Choose a face to see its landmarks.</source>
        <translation>选择一张人脸以查看其关键点。</translation>
    </message>
    <message>
        <source>This face has no landmarks yet. Pre-fill it with a model.</source>
        <translation>这张人脸还没有关键点。请用模型预填。</translation>
    </message>
    <message numerus="yes">
        <source>%n issue(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>No issues: every record of the files could be read.</source>
        <translation>没有问题：文件中的每条记录都已读取。</translation>
    </message>
    <message>
        <source>Problems in annotation files and pictures are listed here.</source>
        <translation>标注文件和图像中的问题列在这里。</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Double click goes to the face</source>
        <translation>双击转到该人脸</translation>
    </message>
    <message>
        <source>Accept and next</source>
        <translation>通过并转到下一张</translation>
    </message>
    <message>
        <source>Accept this face and go to the next (%1)</source>
        <translation>通过这张人脸并转到下一张（%1）</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>Mark this face for another pass</source>
        <translation>标记这张人脸需再次处理</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::IssueModel</name>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::Laboratory</name>
    <message>
        <source>annotated boxes</source>
        <translation>标注框</translation>
    </message>
    <message>
        <source>boxes around the ground truth</source>
        <translation>真值的外接框</translation>
    </message>
    <message>
        <source>boxes of a detector</source>
        <translation>检测器的框</translation>
    </message>
    <message>
        <source>boxes of %1</source>
        <translation>%1 的框</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>%1, against %2</source>
        <translation>%1，相对于 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryDoubts</name>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>It takes two runs to doubt the ground truth: pre-fill with another model or import predictions.</source>
        <translation>需要两份运行结果才能质疑真值：请用另一个模型预填或导入预测结果。</translation>
    </message>
    <message>
        <source>The runs agree with the ground truth wherever they agree with each other.</source>
        <translation>凡各运行结果彼此一致之处，都与真值一致。</translation>
    </message>
    <message>
        <source>On no face are left and right exchanged.</source>
        <translation>没有人脸的左右互换。</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n 个点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) of points</source>
        <translation>
            <numerusform>%n 组点</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspect points of the ground truth</source>
        <translation>真值中可疑的点</translation>
    </message>
    <message>
        <source>Faces with left and right exchanged</source>
        <translation>左右互换的人脸</translation>
    </message>
    <message>
        <source>Suspect ground truth</source>
        <translation>可疑真值</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>左与右</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryFaces</name>
    <message>
        <source>Histogram of the errors, %1</source>
        <translation>误差直方图，%1</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryLandmarks</name>
    <message>
        <source>Calibration of the uncertainty, %1</source>
        <translation>不确定度的校准，%1</translation>
    </message>
    <message>
        <source>Confusion of contours, %1</source>
        <translation>轮廓混淆，%1</translation>
    </message>
    <message>
        <source>This run gives no uncertainty; heatmap models do, and so does averaging over views.</source>
        <translation>此运行结果不提供不确定度；热图模型以及多视图平均可以提供。</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>% of the row&apos;s points</source>
        <translation>占该行点数的 %</translation>
    </message>
    <message>
        <source>calibrated, %1 folds</source>
        <translation>已校准，%1 折</translation>
    </message>
    <message numerus="yes">
        <source>found inside, % · %n face(s)</source>
        <translation>
            <numerusform>实际落在其内，% · %n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>Confusion of contours</source>
        <translation>轮廓混淆</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryOverview</name>
    <message>
        <source>WFLW test list</source>
        <translation>WFLW 测试列表</translation>
    </message>
    <message>
        <source>300W test set</source>
        <translation>300W 测试集</translation>
    </message>
    <message>
        <source>AFLW test list</source>
        <translation>AFLW 测试列表</translation>
    </message>
    <message>
        <source>No published rows: these are not the faces and labels of the %1.</source>
        <translation>无已发表数据：这些不是 %1 的人脸和标注。</translation>
    </message>
    <message>
        <source>Muted: published for the %1; the tips name source and normaliser.</source>
        <translation>灰色：%1 的已发表数据；工具提示注明来源和归一化方式。</translation>
    </message>
    <message>
        <source>No published rows: none is %1 against the ground truth.</source>
        <translation>无已发表数据：没有以%1相对于真值的结果。</translation>
    </message>
    <message>
        <source>Cumulative error of %1, %2</source>
        <translation>%1 的累积误差，%2</translation>
    </message>
    <message>
        <source>Subsets, %1</source>
        <translation>子集，%1</translation>
    </message>
    <message>
        <source>Error per landmark on the mean face, %1</source>
        <translation>平均脸上各关键点的误差，%1</translation>
    </message>
    <message>
        <source>Cumulative error</source>
        <translation>累积误差</translation>
    </message>
    <message>
        <source>Mean face</source>
        <translation>平均脸</translation>
    </message>
    <message>
        <source>Subsets</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>NME %</source>
        <translation>NME %</translation>
    </message>
    <message>
        <source>failures %</source>
        <translation>失败率 %</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>Number in the table of subsets</source>
        <translation>子集表中的数字</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s)</source>
        <translation>
            <numerusform>%n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · boxes differ</source>
        <translation>%1 · 人脸框不同</translation>
    </message>
    <message>
        <source>error per landmark</source>
        <translation>各关键点误差</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryPage</name>
    <message>
        <source>%1, boxes differ</source>
        <translation>%1，所用框不同</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LaboratoryPanel</name>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>Open a data set to see errors here.</source>
        <translation>打开数据集以在此查看误差。</translation>
    </message>
    <message>
        <source>Pre-fill or import predictions to see errors here.</source>
        <translation>预填或导入预测结果以在此查看误差。</translation>
    </message>
    <message>
        <source>No face has both a prediction and the %1 with the landmarks that “%2” needs; choose another normaliser or reference.</source>
        <translation>没有人脸同时具有预测以及“%2”所需关键点的%1；请选择其他归一化方式或参考。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>The active run has no errors.</source>
        <translation>当前运行结果没有误差数据。</translation>
    </message>
    <message>
        <source>%1 of %2 faces measured</source>
        <translation>已测量 %1 / %2 张人脸</translation>
    </message>
    <message>
        <source>Runs and faces</source>
        <translation>运行结果与人脸</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Landmarks and doubts</source>
        <translation>关键点与疑点</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>Error laboratory</source>
        <translation>误差实验室</translation>
    </message>
    <message>
        <source>against</source>
        <translation>相对于</translation>
    </message>
    <message>
        <source>The run that the histogram, the mean face and “nme” speak of</source>
        <translation>直方图、平均脸和“nme”所依据的运行结果</translation>
    </message>
    <message>
        <source>Active run</source>
        <translation>当前运行结果</translation>
    </message>
    <message>
        <source>What the runs are measured against</source>
        <translation>测量运行结果时的参考</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>充满窗口</translation>
    </message>
    <message>
        <source>Close the error laboratory</source>
        <translation>关闭误差实验室</translation>
    </message>
    <message>
        <source>Pre-fill all faces</source>
        <translation>预填所有人脸</translation>
    </message>
    <message>
        <source>Import predictions…</source>
        <translation>导入预测结果…</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LandmarkCanvas</name>
    <message>
        <source>visible</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Select a landmark, or point at one, first.</source>
        <translation>请先选择或指向一个关键点。</translation>
    </message>
    <message>
        <source>There is no edge across the contour here.</source>
        <translation>此处轮廓法线方向上没有边缘。</translation>
    </message>
    <message>
        <source>The points do not tell where the mid-line of this face is.</source>
        <translation>由这些点无法确定面部中线的位置。</translation>
    </message>
    <message>
        <source>Left and right are exchanged: the points fit the mirrored landmarks better than their own.</source>
        <translation>左右互换了：这些点更符合镜像的关键点。</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) out of line with the mid-line</source>
        <translation>
            <numerusform>%n 对点不符合中线</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the landmarks to pin first.</source>
        <translation>请先选择要固定的关键点。</translation>
    </message>
    <message>
        <source>Pin or place two landmarks at least: the others are predicted from them.</source>
        <translation>请至少固定或放置两个关键点：其余的点由它们预测。</translation>
    </message>
    <message>
        <source>Pin or move a landmark first: the others are predicted from it.</source>
        <translation>请先固定或移动一个关键点：其余的点由它预测。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>Drag across a contour to bend it, along it to slide a point; Shift keeps the spacing, Ctrl+click sets an anchor</source>
        <translation>横向拖动使轮廓弯曲，沿轮廓拖动使点滑动；Shift 保持间距，Ctrl + 单击设置锚点</translation>
    </message>
    <message>
        <source>Draw the contour in one stroke</source>
        <translation>一笔画出轮廓</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Click: the nearest landmark goes there</source>
        <translation>单击：最近的关键点移到此处</translation>
    </message>
    <message>
        <source>Click: places the landmark named at the cursor</source>
        <translation>单击：放置指针旁所示的关键点</translation>
    </message>
    <message>
        <source>Move, scale or turn the selected landmarks by the handles, the whole face where none are selected</source>
        <translation>用控制柄移动、缩放或旋转所选关键点；未选择时作用于整张人脸</translation>
    </message>
    <message>
        <source>Select a landmark of the part to look at, or point at one, first.</source>
        <translation>请先选择或指向要查看部位的一个关键点。</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Drag a box around the new face</source>
        <translation>在新人脸周围拖出一个框</translation>
    </message>
    <message>
        <source>Move the box by the arrow keys or inside it; resize it by its handles, with Alt about its centre, or by Ctrl and the arrow keys</source>
        <translation>用方向键或在框内拖动以移动框；用控制柄改变大小（按住 Alt 以中心为准），或用 Ctrl 加方向键</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::LandmarkTableModel</name>
    <message>
        <source>Not placed yet</source>
        <translation>尚未放置</translation>
    </message>
    <message>
        <source>From the ground truth</source>
        <translation>来自真值</translation>
    </message>
    <message>
        <source>From a model</source>
        <translation>来自模型</translation>
    </message>
    <message>
        <source>Placed by hand, moved %1 px</source>
        <translation>人工放置，移动 %1 px</translation>
    </message>
    <message>
        <source>Before that from %1</source>
        <translation>此前来自 %1</translation>
    </message>
    <message>
        <source>visible</source>
        <translation>可见</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>human</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Index of the landmark in its scheme</source>
        <translation>关键点在标注方案中的序号</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Image pixels; (0, 0) is the centre of the top-left pixel</source>
        <translation>图像像素；(0, 0) 为左上角像素的中心</translation>
    </message>
    <message>
        <source>visibility</source>
        <translation>可见性</translation>
    </message>
    <message>
        <source>Where the point came from</source>
        <translation>点的来源</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Distance to the reference in pixels</source>
        <translation>到参考点的距离（像素）</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Distance to the reference as a share of the normaliser</source>
        <translation>到参考点的距离，占归一化因子的比例</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Changed data set</source>
        <translation>数据集已更改</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) with edits are no longer in the data set; the project keeps them.</source>
        <translation>
            <numerusform>有 %n 张编辑过的人脸已不在数据集中；项目仍保留它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>No faces</source>
        <translation>没有人脸</translation>
    </message>
    <message>
        <source>There are no faces in this data set; the issues list says why.</source>
        <translation>此数据集中没有人脸；原因见问题列表。</translation>
    </message>
    <message>
        <source>%1 – Fiducial</source>
        <translation>%1 – Fiducial</translation>
    </message>
    <message>
        <source>Fiducial</source>
        <translation>Fiducial</translation>
    </message>
    <message>
        <source>Edits are not saved</source>
        <translation>编辑未保存</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) could not be written: %1 Closing now loses them.</source>
        <translation>
            <numerusform>有 %n 次编辑无法写入：%1 现在关闭将丢失它们。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Locate folder</source>
        <translation>定位文件夹</translation>
    </message>
    <message>
        <source>Locate the data set</source>
        <translation>定位数据集</translation>
    </message>
    <message>
        <source>Project copied to %1</source>
        <translation>项目已复制到 %1</translation>
    </message>
    <message>
        <source>Pre-fill</source>
        <translation>预填</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) predicted</source>
        <translation>
            <numerusform>已预测 %n 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n 张缺失</numerusform>
        </translation>
    </message>
    <message>
        <source>then cancelled</source>
        <translation>随后取消</translation>
    </message>
    <message>
        <source>%1 → %2 points</source>
        <translation>%1 → %2 点</translation>
    </message>
    <message>
        <source>mirror averaged</source>
        <translation>镜像平均</translation>
    </message>
    <message>
        <source>%1 ms a face</source>
        <translation>每张 %1 毫秒</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Annotations and projects (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;All files (*)</source>
        <translation>标注和项目 (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Projects (*.fiducial)</source>
        <translation>项目 (*.fiducial)</translation>
    </message>
    <message>
        <source>Save project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Show the training window</source>
        <translation>显示训练窗口</translation>
    </message>
    <message>
        <source>A pre-fill is running; cancel it first.</source>
        <translation>正在预填；请先取消。</translation>
    </message>
    <message>
        <source>Import predictions</source>
        <translation>导入预测结果</translation>
    </message>
    <message>
        <source>Predictions (*.safetensors *.json *.csv *.npy *.txt *.tsv *.xml)</source>
        <translation>预测结果 (*.safetensors *.json *.csv *.npy *.txt *.tsv *.xml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Which face is each row? An annotation file or a list of images</source>
        <translation>每一行是哪张人脸？请选择标注文件或图像列表</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>About Fiducial</source>
        <translation>关于 Fiducial</translation>
    </message>
    <message>
        <source>&lt;b&gt;Fiducial&lt;/b&gt;&lt;p&gt;A workbench for facial landmarks: browse, pre-fill, correct, compare, export.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Fiducial&lt;/b&gt;&lt;p&gt;人脸关键点工作台：浏览、预填、修正、比较、导出。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Pixels</source>
        <translation>像素(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Share of the normaliser</source>
        <translation>占归一化因子的比例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Mahalanobis distance, raw covariance</source>
        <translation>马氏距离，原始协方差(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;As the heatmaps are</source>
        <translation>与热图一致(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Calibrated on the errors of other faces</source>
        <translation>按其他人脸的误差校准(&amp;C)</translation>
    </message>
    <message>
        <source>raw σ</source>
        <translation>原始 σ</translation>
    </message>
    <message numerus="yes">
        <source>σ calibrated on %n other face(s)</source>
        <translation>
            <numerusform>σ 由其他 %n 张人脸校准</numerusform>
        </translation>
    </message>
    <message>
        <source>raw σ, too few faces with ground truth to calibrate it</source>
        <translation>原始 σ，有真值的人脸太少，无法校准</translation>
    </message>
    <message>
        <source>raw σ, being calibrated…</source>
        <translation>原始 σ，正在校准…</translation>
    </message>
    <message>
        <source>To &amp;scale</source>
        <translation>按实际比例(&amp;S)</translation>
    </message>
    <message>
        <source>%1 times, as arrows</source>
        <translation>%1 倍，以箭头显示</translation>
    </message>
    <message>
        <source>No failure after this face</source>
        <translation>此后没有失败的人脸</translation>
    </message>
    <message>
        <source>No failure before this face</source>
        <translation>此前没有失败的人脸</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Imported coordinates</source>
        <translation>导入的坐标</translation>
    </message>
    <message>
        <source>Check coordinates…</source>
        <translation>检查坐标…</translation>
    </message>
    <message>
        <source>Report written to %1</source>
        <translation>报告已写入 %1</translation>
    </message>
    <message>
        <source>Picture written to %1</source>
        <translation>图片已写入 %1</translation>
    </message>
    <message>
        <source>Worst faces</source>
        <translation>最差人脸</translation>
    </message>
    <message>
        <source>Exclude this face</source>
        <translation>排除这张人脸</translation>
    </message>
    <message>
        <source>why: not a face, too blurred, twice in the set …</source>
        <translation>原因：不是人脸、过于模糊、重复出现…</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Comment on this face</source>
        <translation>对这张人脸的批注</translation>
    </message>
    <message>
        <source>Comment on %1</source>
        <translation>对 %1 的批注</translation>
    </message>
    <message>
        <source>what is to be seen or done here</source>
        <translation>这里有什么问题或需要做什么</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>The faces are being measured; the queue starts when that is done.</source>
        <translation>正在测量人脸；完成后队列即开始。</translation>
    </message>
    <message>
        <source>No face is listed there; clear the filter.</source>
        <translation>列表中没有人脸；请清除筛选。</translation>
    </message>
    <message>
        <source>No face has that number yet. Pre-fill the faces with a model, or with two to hold against each other.</source>
        <translation>还没有人脸具有该数值。请用一个模型预填，或用两个模型以便对照。</translation>
    </message>
    <message>
        <source>All faces of the queue are decided.</source>
        <translation>队列中的人脸均已审核。</translation>
    </message>
    <message>
        <source>Reviewed %1 of %2</source>
        <translation>已审核 %1 / %2</translation>
    </message>
    <message>
        <source>queue %1 of %2</source>
        <translation>队列 %1 / %2</translation>
    </message>
    <message>
        <source>Faces that are accepted, rejected or excluded</source>
        <translation>已通过、已拒绝或已排除的人脸</translation>
    </message>
    <message>
        <source>Editing tools</source>
        <translation>编辑工具</translation>
    </message>
    <message>
        <source>This face has no landmarks to copy</source>
        <translation>这张人脸没有可复制的关键点</translation>
    </message>
    <message numerus="yes">
        <source>%n landmark(s) copied</source>
        <translation>
            <numerusform>已复制 %n 个关键点</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy the landmarks of a face first</source>
        <translation>请先复制一张人脸的关键点</translation>
    </message>
    <message>
        <source>This is the first face of the list</source>
        <translation>这是列表中的第一张人脸</translation>
    </message>
    <message>
        <source>The face before has no landmarks</source>
        <translation>上一张人脸没有关键点</translation>
    </message>
    <message>
        <source>The copied landmarks are of another scheme</source>
        <translation>复制的关键点属于另一种标注方案</translation>
    </message>
    <message>
        <source>This face has no box to put the mean shape into</source>
        <translation>这张人脸没有可放入平均形状的框</translation>
    </message>
    <message>
        <source>Compare with another project</source>
        <translation>与另一个项目比较</translation>
    </message>
    <message>
        <source>Projects and annotations (*.fiducial *.txt *.pts *.json *.csv *.tsv *.xml);;All files (*)</source>
        <translation>项目和标注 (*.fiducial *.txt *.pts *.json *.csv *.tsv *.xml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Nothing has been corrected in this project yet.</source>
        <translation>此项目中还没有修正。</translation>
    </message>
    <message>
        <source>Comparing annotations</source>
        <translation>正在比较标注</translation>
    </message>
    <message>
        <source>Select the landmarks to revert first</source>
        <translation>请先选择要恢复的关键点</translation>
    </message>
    <message numerus="yes">
        <source>This picture has %n face(s)</source>
        <translation>
            <numerusform>此图像有 %n 张人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>This face has no eyes to level; place or predict its landmarks first</source>
        <translation>这张人脸没有可供水平的双眼；请先放置或预测关键点</translation>
    </message>
    <message>
        <source>Face added with the mean shape; %1 takes it back</source>
        <translation>已用平均形状添加人脸；%1 撤销</translation>
    </message>
    <message>
        <source>Face added with the mean shape; %1 pre-fills it, %2 takes it back</source>
        <translation>已用平均形状添加人脸；%1 预填，%2 撤销</translation>
    </message>
    <message>
        <source>Face %1 of %2 deleted; %3 brings it back</source>
        <translation>已删除 %2 的第 %1 张人脸；%3 恢复</translation>
    </message>
    <message>
        <source>This picture has no other face; %1 adds one</source>
        <translation>此图像没有其他人脸；%1 可添加</translation>
    </message>
    <message>
        <source>Move landmarks to</source>
        <translation>将关键点移到</translation>
    </message>
    <message>
        <source>Face %1, exchange with its own</source>
        <translation>第 %1 张人脸，与其自己的互换</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>第 %1 张人脸</translation>
    </message>
    <message>
        <source>This face has no landmarks to move</source>
        <translation>这张人脸没有可移动的关键点</translation>
    </message>
    <message>
        <source>Landmarks exchanged with face %1; %2 takes it back</source>
        <translation>已与第 %1 张人脸互换关键点；%2 撤销</translation>
    </message>
    <message>
        <source>Landmarks moved to face %1; %2 takes it back</source>
        <translation>关键点已移到第 %1 张人脸；%2 撤销</translation>
    </message>
    <message>
        <source>There is no such attribute; the inspector&apos;s review tab takes new ones</source>
        <translation>没有这个属性；可在右侧“审核”页添加</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an attribute and its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) not in the run; left as they are</source>
        <translation>
            <numerusform>%n 张人脸不在该运行结果中；保持不变</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::MeanFaceView</name>
    <message>
        <source>left %1</source>
        <translation>左 %1</translation>
    </message>
    <message>
        <source>right %1</source>
        <translation>右 %1</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>上 %1</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>下 %1</translation>
    </message>
    <message>
        <source># %1: NME %2
bias %3, %4 of the face&apos;s size</source>
        <translation># %1：NME %2
偏差 %3，%4（占人脸尺寸）</translation>
    </message>
    <message>
        <source>1 σ and bias × %1</source>
        <translation>1 σ 与偏差 × %1</translation>
    </message>
    <message>
        <source>× %1</source>
        <translation>× %1</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::MetricsView</name>
    <message>
        <source>Choose a face to see its numbers.</source>
        <translation>选择一张人脸以查看其数值。</translation>
    </message>
    <message>
        <source>This data set has no landmarks yet. Pre-fill its faces with a model first.</source>
        <translation>此数据集还没有关键点。请先用模型预填人脸。</translation>
    </message>
    <message>
        <source>There is nothing to measure against: this face has no %1.</source>
        <translation>没有可供测量的参考：这张人脸没有%1。</translation>
    </message>
    <message>
        <source>The detector missed this face in %1: it counts as a failure.</source>
        <translation>在 %1 中检测器漏检了这张人脸：计为失败。</translation>
    </message>
    <message>
        <source>No prediction yet. Pre-fill this face, or drag a point, to see its error.</source>
        <translation>还没有预测。预填这张人脸或拖动一个点即可查看其误差。</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>NME, %1</source>
        <translation>NME，%1</translation>
    </message>
    <message>
        <source>Worst point</source>
        <translation>最差的点</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Yaw, pitch, roll</source>
        <translation>偏航、俯仰、翻滚</translation>
    </message>
    <message>
        <source>%1°, %2°, %3°</source>
        <translation>%1°，%2°，%3°</translation>
    </message>
    <message>
        <source>% of %1</source>
        <translation>占%1的 %</translation>
    </message>
    <message>
        <source>This face</source>
        <translation>这张人脸</translation>
    </message>
    <message>
        <source>By contour</source>
        <translation>按轮廓</translation>
    </message>
    <message>
        <source>Worst points</source>
        <translation>最差的点</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Errors of this face</source>
        <translation>这张人脸的误差</translation>
    </message>
    <message>
        <source>Error by contour</source>
        <translation>各轮廓的误差</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>相对于 %1</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelAdder</name>
    <message>
        <source>Reading the model</source>
        <translation>正在读取模型</translation>
    </message>
    <message>
        <source>Adding the model</source>
        <translation>正在添加模型</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelCardDialog</name>
    <message>
        <source>Describe the model</source>
        <translation>描述模型</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Preview shows the face on screen as these answers make it.</source>
        <translation>预览按这些回答显示屏幕上的人脸。</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>预览(&amp;P)</translation>
    </message>
    <message>
        <source>Predicting…</source>
        <translation>正在预测…</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>%1 has no model card. What the file tells is filled in; please say the rest.</source>
        <translation>%1 没有模型卡片。文件中可得的内容已填入；其余请您填写。</translation>
    </message>
    <message>
        <source>Kind of file: %1</source>
        <translation>文件类型：%1</translation>
    </message>
    <message>
        <source>Input: %1 × %2 pixels</source>
        <translation>输入：%1 × %2 像素</translation>
    </message>
    <message>
        <source>Output: %1</source>
        <translation>输出：%1</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>stages of points, the last one counts</source>
        <translation>多级点坐标，以最后一级为准</translation>
    </message>
    <message>
        <source>heatmaps</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Name of the output</source>
        <translation>输出的名称</translation>
    </message>
    <message>
        <source>the output holds nothing else</source>
        <translation>输出中没有其他内容</translation>
    </message>
    <message>
        <source>Position of the first coordinate in an output that holds other numbers too</source>
        <translation>在还含有其他数字的输出中，第一个坐标的位置</translation>
    </message>
    <message>
        <source>First coordinate at</source>
        <translation>第一个坐标位于</translation>
    </message>
    <message>
        <source>0 to 1 across the crop</source>
        <translation>在裁剪范围内 0 至 1</translation>
    </message>
    <message>
        <source>pixels of the input</source>
        <translation>输入的像素</translation>
    </message>
    <message>
        <source>Coordinates are</source>
        <translation>坐标单位为</translation>
    </message>
    <message>
        <source>Input width</source>
        <translation>输入宽度</translation>
    </message>
    <message>
        <source>Input height</source>
        <translation>输入高度</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>BGR</source>
        <translation>BGR</translation>
    </message>
    <message>
        <source>Colour order</source>
        <translation>颜色顺序</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 至 1</translation>
    </message>
    <message>
        <source>−1 to 1</source>
        <translation>−1 至 1</translation>
    </message>
    <message>
        <source>ImageNet mean and deviation</source>
        <translation>ImageNet 均值与标准差</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 至 255</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>与文件所述一致</translation>
    </message>
    <message>
        <source>Pixel values</source>
        <translation>像素值</translation>
    </message>
    <message>
        <source>face box × </source>
        <translation>人脸框 × </translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>square, the longer side</source>
        <translation>正方形，取长边</translation>
    </message>
    <message>
        <source>each side by itself</source>
        <translation>各边独立</translation>
    </message>
    <message>
        <source>Shape of the crop</source>
        <translation>裁剪形状</translation>
    </message>
    <message>
        <source>pixel centres (OpenCV resize)</source>
        <translation>像素中心（OpenCV resize）</translation>
    </message>
    <message>
        <source>pixel edges</source>
        <translation>像素边缘</translation>
    </message>
    <message>
        <source>Crop coordinates at</source>
        <translation>裁剪坐标位于</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>name of the output</source>
        <translation>输出的名称</translation>
    </message>
    <message>
        <source>first coordinate</source>
        <translation>第一个坐标</translation>
    </message>
    <message>
        <source>unit of the coordinates</source>
        <translation>坐标单位</translation>
    </message>
    <message>
        <source>input width</source>
        <translation>输入宽度</translation>
    </message>
    <message>
        <source>input height</source>
        <translation>输入高度</translation>
    </message>
    <message>
        <source>colour order</source>
        <translation>颜色顺序</translation>
    </message>
    <message>
        <source>pixel values</source>
        <translation>像素值</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>shape of the crop</source>
        <translation>裁剪形状</translation>
    </message>
    <message>
        <source>crop coordinates</source>
        <translation>裁剪坐标</translation>
    </message>
    <message>
        <source>The output has %1 numbers, %2 points from there need %3.</source>
        <translation>输出有 %1 个数字，从该处起的 %2 个点需要 %3 个。</translation>
    </message>
    <message>
        <source>The output has %1 numbers, %2 points are %3: say where they begin.</source>
        <translation>输出有 %1 个数字，%2 个点为 %3 个：请指出起始位置。</translation>
    </message>
    <message>
        <source>The card is complete. Compare the first predictions with the picture.</source>
        <translation>卡片已完整。请将最初的预测与图像比较。</translation>
    </message>
    <message>
        <source>Still to be said: %1.</source>
        <translation>尚待填写：%1。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelDetails</name>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>关键点</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Measured accuracy (NME)</source>
        <translation>实测精度（NME）</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelManager</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>&amp;Add file…</source>
        <translation>添加文件(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>移除(&amp;R)…</translation>
    </message>
    <message>
        <source>Set as &amp;default</source>
        <translation>设为默认(&amp;D)</translation>
    </message>
    <message>
        <source>M&amp;easure</source>
        <translation>测量(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>预览(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Use the defaults</source>
        <translation>使用默认模型(&amp;U)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 is one of the models now.</source>
        <translation>%1 已加入模型。</translation>
    </message>
    <message>
        <source>Preview shows what the model says about the face on screen.</source>
        <translation>预览显示模型对屏幕上人脸的结果。</translation>
    </message>
    <message>
        <source>Something is under way; cancel it first.</source>
        <translation>有操作正在进行；请先取消。</translation>
    </message>
    <message>
        <source>Select a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>Add a weights file to the models</source>
        <translation>将权重文件加入模型</translation>
    </message>
    <message>
        <source>Delete the weights and the card of this model</source>
        <translation>删除此模型的权重和卡片</translation>
    </message>
    <message>
        <source>%1 belongs to the installation and cannot be removed.</source>
        <translation>%1 属于安装内容，无法移除。</translation>
    </message>
    <message>
        <source>Pre-fill sets of these landmarks with it when nobody chooses</source>
        <translation>未作选择时，用它预填此类关键点</translation>
    </message>
    <message>
        <source>It is the default already.</source>
        <translation>它已经是默认模型。</translation>
    </message>
    <message>
        <source>Run the network for a moment and count faces a second</source>
        <translation>短暂运行网络并统计每秒人脸数</translation>
    </message>
    <message>
        <source>Show what it says about the face on screen</source>
        <translation>显示它对屏幕上人脸的结果</translation>
    </message>
    <message>
        <source>Open a data set and choose a face first.</source>
        <translation>请先打开数据集并选择一张人脸。</translation>
    </message>
    <message>
        <source>%1 is chosen: it pre-fills in place of the defaults.</source>
        <translation>已选择 %1：用它代替默认模型预填。</translation>
    </message>
    <message>
        <source>Weights file</source>
        <translation>权重文件</translation>
    </message>
    <message>
        <source>Models (*.onnx *.pt *.pth *.pkl *.safetensors);;All files (*)</source>
        <translation>模型 (*.onnx *.pt *.pth *.pkl *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>Remove model</source>
        <translation>移除模型</translation>
    </message>
    <message>
        <source>Remove %1? Its weights and card are deleted.</source>
        <translation>移除 %1？其权重和卡片将被删除。</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>已移除 %1。</translation>
    </message>
    <message>
        <source>%1 pre-fills %2 from now on.</source>
        <translation>今后由 %1 预填 %2。</translation>
    </message>
    <message>
        <source>Measuring was cancelled.</source>
        <translation>测量已取消。</translation>
    </message>
    <message>
        <source>%1: %2 faces a second, %3 at a time, %4</source>
        <translation>%1：每秒 %2 张人脸，每批 %3 张，%4</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Measuring %1…</source>
        <translation>正在测量 %1…</translation>
    </message>
    <message>
        <source>The preview was cancelled.</source>
        <translation>预览已取消。</translation>
    </message>
    <message>
        <source>%1 · %2 · %3 ms</source>
        <translation>%1 · %2 · %3 毫秒</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>%1 looks at the face…</source>
        <translation>%1 正在处理这张人脸…</translation>
    </message>
    <message>
        <source>Predicting…</source>
        <translation>正在预测…</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelTable</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>any size</source>
        <translation>不限大小</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Weights of at &amp;most</source>
        <translation>权重不超过(&amp;M)</translation>
    </message>
    <message>
        <source>Largest size of the weights</source>
        <translation>权重的最大大小</translation>
    </message>
    <message>
        <source>No model has weights of at most %1.</source>
        <translation>没有权重不超过 %1 的模型。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ModelTools</name>
    <message>
        <source>%1 pre-fills from now on</source>
        <translation>今后由 %1 预填</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Default for the data set</source>
        <translation>数据集的默认模型</translation>
    </message>
    <message>
        <source>Weights file…</source>
        <translation>权重文件…</translation>
    </message>
    <message>
        <source>Weights file</source>
        <translation>权重文件</translation>
    </message>
    <message>
        <source>Models (*.onnx *.pt *.safetensors);;All files (*)</source>
        <translation>模型 (*.onnx *.pt *.safetensors);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::OnionPlate</name>
    <message>
        <source>From the first set to the second</source>
        <translation>从第一组到第二组</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::OptionForm</name>
    <message>
        <source>Network, over the preset</source>
        <translation>网络，覆盖预设</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 must be a number from %2 to %3.</source>
        <translation>%1 必须是 %2 至 %3 之间的数字。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system (%1)</source>
        <translation>跟随系统（%1）</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>您的姓名(&amp;Y)</translation>
    </message>
    <message>
        <source>Stands beside each of your edits in the history of a project.</source>
        <translation>显示在项目历史记录中您的每次编辑旁。</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>&amp;Glide when zooming and fitting</source>
        <translation>缩放和适合窗口时平滑过渡(&amp;G)</translation>
    </message>
    <message>
        <source>Without it the view jumps. A system set to no animation has the last word.</source>
        <translation>关闭后视图直接跳转。系统设为无动画时以系统为准。</translation>
    </message>
    <message>
        <source>&amp;Size of marks</source>
        <translation>标记大小(&amp;S)</translation>
    </message>
    <message>
        <source>On the screen, at any zoom.</source>
        <translation>屏幕上的大小，与缩放无关。</translation>
    </message>
    <message>
        <source>&amp;Reach of the pointer</source>
        <translation>指针有效距离(&amp;R)</translation>
    </message>
    <message>
        <source>How near to a point a click grabs it; the nearest point wins.</source>
        <translation>单击离点多近可抓取；以最近的点为准。</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>&amp;Wheel</source>
        <translation>滚轮(&amp;W)</translation>
    </message>
    <message>
        <source>Zooms</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Scrolls</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>With Ctrl it does the other; with Shift it scrolls sideways.</source>
        <translation>按住 Ctrl 执行另一种；按住 Shift 横向滚动。</translation>
    </message>
    <message>
        <source>&amp;Enlarged pixels</source>
        <translation>放大后的像素(&amp;E)</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Squares</source>
        <translation>方块</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::Prefill</name>
    <message>
        <source>Pre-filling</source>
        <translation>正在预填</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ProjectDocument</name>
    <message numerus="yes">
        <source>Move %n point(s)</source>
        <translation>
            <numerusform>移动 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>Move points</source>
        <translation>移动点</translation>
    </message>
    <message>
        <source>Use prediction</source>
        <translation>采用预测</translation>
    </message>
    <message>
        <source>Change visibility</source>
        <translation>更改可见性</translation>
    </message>
    <message>
        <source>Revert face</source>
        <translation>恢复人脸</translation>
    </message>
    <message>
        <source>Revert points</source>
        <translation>恢复点</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>解决批注</translation>
    </message>
    <message>
        <source>Reopen comment</source>
        <translation>重新打开批注</translation>
    </message>
    <message>
        <source>Remove comment</source>
        <translation>移除批注</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a reason and how often it was given</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message numerus="yes">
        <source>%n excluded face(s) left out: %1</source>
        <translation>
            <numerusform>略过 %n 张已排除的人脸：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Bend contour</source>
        <translation>弯曲轮廓</translation>
    </message>
    <message>
        <source>Slide along the contour</source>
        <translation>沿轮廓滑动</translation>
    </message>
    <message>
        <source>Draw contour</source>
        <translation>绘制轮廓</translation>
    </message>
    <message>
        <source>Transform points</source>
        <translation>变换点</translation>
    </message>
    <message>
        <source>Move point to a click</source>
        <translation>将点移到单击处</translation>
    </message>
    <message>
        <source>Place point</source>
        <translation>放置点</translation>
    </message>
    <message>
        <source>Predict from pinned points</source>
        <translation>由固定的点预测</translation>
    </message>
    <message>
        <source>Move to the gradient peak</source>
        <translation>移到梯度峰值</translation>
    </message>
    <message>
        <source>Start from the mean shape</source>
        <translation>从平均形状开始</translation>
    </message>
    <message>
        <source>Paste landmarks</source>
        <translation>粘贴关键点</translation>
    </message>
    <message>
        <source>Copy from the previous image</source>
        <translation>复制上一幅图像</translation>
    </message>
    <message>
        <source>Add face</source>
        <translation>添加人脸</translation>
    </message>
    <message>
        <source>Delete face</source>
        <translation>删除人脸</translation>
    </message>
    <message>
        <source>Edit box</source>
        <translation>编辑框</translation>
    </message>
    <message>
        <source>Change attribute</source>
        <translation>更改属性</translation>
    </message>
    <message>
        <source>Move landmarks to another face</source>
        <translation>将关键点移到另一张人脸</translation>
    </message>
    <message>
        <source>Revert picture</source>
        <translation>恢复图像</translation>
    </message>
    <message>
        <source>Rename attribute</source>
        <translation>重命名属性</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::QueueView</name>
    <message>
        <source>No queue yet. Choose an order and start; Space goes to the next face.</source>
        <translation>还没有队列。选择顺序后开始；按空格转到下一张人脸。</translation>
    </message>
    <message numerus="yes">
        <source>All %n face(s) of the queue are decided.</source>
        <translation>
            <numerusform>队列中的 %n 张人脸均已审核。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 decided</source>
        <translation>已审核 %1 / %2</translation>
    </message>
    <message>
        <source>Face %1 · %2</source>
        <comment>place in the queue</comment>
        <translation>第 %1 张 · %2</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>By:</source>
        <translation>依据：</translation>
    </message>
    <message>
        <source>browser&apos;s order</source>
        <translation>浏览列表的顺序</translation>
    </message>
    <message>
        <source>laboratory&apos;s list</source>
        <translation>实验室的列表</translation>
    </message>
    <message>
        <source>NME, worst first</source>
        <translation>NME，最差在前</translation>
    </message>
    <message>
        <source>disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>suspicion</source>
        <translation>可疑度</translation>
    </message>
    <message>
        <source>implausibility</source>
        <translation>不合理度</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Order of the queue</source>
        <translation>队列的顺序</translation>
    </message>
    <message>
        <source>Put the faces into a queue in this order; those decided already are passed over</source>
        <translation>按此顺序将人脸排入队列；已审核的略过</translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation>队列中的上一张</translation>
    </message>
    <message>
        <source>Next in the queue (Space)</source>
        <translation>队列中的下一张（空格）</translation>
    </message>
    <message>
        <source>Faces by review state</source>
        <translation>按审核状态的人脸数</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::RemarkField</name>
    <message>
        <source>Drop it (Esc)</source>
        <translation>放弃（Esc）</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ReportDialog</name>
    <message>
        <source>Export report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行结果(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Beside it</source>
        <translation>对照(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Faces</source>
        <translation>人脸(&amp;F)</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测量依据</translation>
    </message>
    <message>
        <source>&amp;Worst faces shown</source>
        <translation>显示的最差人脸数(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>位置(&amp;T)</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>写出报告</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder of the report</source>
        <translation>报告的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>mine (%n face(s))</source>
        <translation>
            <numerusform>我的标注（%n 张人脸）</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>All faces</source>
        <translation>全部人脸</translation>
    </message>
    <message>
        <source>Listed in the browser</source>
        <translation>浏览列表中的</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>选中的</translation>
    </message>
    <message>
        <source>NME, %1, against %2; failures beyond %3</source>
        <translation>NME，%1，相对于 %2；超过 %3 为失败</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading predictions…</source>
        <translation>正在读取预测结果…</translation>
    </message>
    <message>
        <source>Measuring and drawing…</source>
        <translation>正在测量并绘图…</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写出报告</translation>
    </message>
    <message>
        <source>The report lies in %1.</source>
        <translation>报告位于 %1。</translation>
    </message>
    <message>
        <source>No face is chosen.</source>
        <translation>未选择人脸。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ReviewBadge</name>
    <message>
        <source>Review state: %1</source>
        <translation>审核状态：%1</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ReviewView</name>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n 条未解决</numerusform>
        </translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>单击次数</translation>
    </message>
    <message>
        <source>Drags</source>
        <translation>拖动次数</translation>
    </message>
    <message>
        <source>Time at work</source>
        <translation>工作时间</translation>
    </message>
    <message numerus="yes">
        <source>Pauses over 30 s are not counted. From scratch: %n placement(s) at the pace of this project.</source>
        <translation>
            <numerusform>超过 30 秒的停顿不计入。从零开始：按本项目的速度放置 %n 个点。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pauses over 30 s are not counted. From scratch: %n placement(s) at 2.5 s each, until this project has shown a pace of its own.</source>
        <translation>
            <numerusform>超过 30 秒的停顿不计入。从零开始：放置 %n 个点，在本项目有自己的速度之前按每个 2.5 秒计。</numerusform>
        </translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>From ground truth</source>
        <translation>来自真值</translation>
    </message>
    <message>
        <source>From a model</source>
        <translation>来自模型</translation>
    </message>
    <message>
        <source>Placed by hand</source>
        <translation>人工放置</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Moved by hand, mean</source>
        <translation>人工移动，平均</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>Moved by hand, most</source>
        <translation>人工移动，最大</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Work on this face</source>
        <translation>这张人脸的工作量</translation>
    </message>
    <message>
        <source>beside from scratch</source>
        <translation>与从零开始比较</translation>
    </message>
    <message>
        <source>Work on this face, beside placing every point</source>
        <translation>这张人脸的工作量，与逐点放置比较</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Where the points come from</source>
        <translation>点的来源</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::RunDialog</name>
    <message>
        <source>Runs</source>
        <translation>运行结果</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Runs of the project</source>
        <translation>项目的运行结果</translation>
    </message>
    <message>
        <source>There is no run yet. Pre-fill the faces or import predictions.</source>
        <translation>还没有运行结果。请预填人脸或导入预测结果。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Cross</source>
        <translation>叉</translation>
    </message>
    <message>
        <source>Plus</source>
        <translation>加号</translation>
    </message>
    <message>
        <source>Diamond</source>
        <translation>菱形</translation>
    </message>
    <message>
        <source>Triangle</source>
        <translation>三角</translation>
    </message>
    <message>
        <source>Its predictions are still arriving</source>
        <translation>其预测仍在生成</translation>
    </message>
    <message numerus="yes">
        <source>The predictions of %n face(s) are lost. Landmarks that were taken from them stay.</source>
        <translation>
            <numerusform>%n 张人脸的预测将丢失。已采用的关键点保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>The model can make them again.</source>
        <translation>可用模型重新生成。</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>annotated</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>检测器</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::RunGatherer</name>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::RunMenu</name>
    <message>
        <source>&amp;Manage runs…</source>
        <translation>管理运行结果(&amp;M)…</translation>
    </message>
    <message>
        <source>Manage runs</source>
        <translation>管理运行结果</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>&amp;Active run</source>
        <translation>当前运行结果(&amp;A)</translation>
    </message>
    <message>
        <source>Active run: %1</source>
        <translation>当前运行结果：%1</translation>
    </message>
    <message>
        <source>Measure a&amp;gainst</source>
        <translation>测量参考(&amp;G)</translation>
    </message>
    <message>
        <source>Measure against %1</source>
        <translation>以 %1 为参考测量</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>我的标注</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::Session</name>
    <message>
        <source>Some edits are not saved yet</source>
        <translation>有些编辑尚未保存</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>无法打开 %1</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>正在检测人脸</translation>
    </message>
    <message>
        <source>No faces could be found</source>
        <translation>未能检测到人脸</translation>
    </message>
    <message>
        <source>The faces could not be kept in the project</source>
        <translation>无法将人脸保存到项目中</translation>
    </message>
    <message>
        <source>The folder could not be set</source>
        <translation>无法设置文件夹</translation>
    </message>
    <message>
        <source>The project could not be copied</source>
        <translation>无法复制项目</translation>
    </message>
    <message>
        <source>Nothing was exported</source>
        <translation>未导出任何内容</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) exported to %1</source>
        <translation>
            <numerusform>已将 %n 张人脸导出到 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) exported to %1 files</source>
        <translation>
            <numerusform>已将 %n 张人脸导出到 %1 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing predictions</source>
        <translation>正在导入预测结果</translation>
    </message>
    <message>
        <source>No predictions were imported</source>
        <translation>未导入预测结果</translation>
    </message>
    <message numerus="yes">
        <source>%n prediction(s) imported</source>
        <translation>
            <numerusform>已导入 %n 个预测</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ShortcutPage</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1 的按键</translation>
    </message>
    <message>
        <source>H is taken: held, it hides the overlays.</source>
        <translation>H 已被占用：按住可隐藏叠加内容。</translation>
    </message>
    <message>
        <source>Space is taken: held, it pans the picture.</source>
        <translation>空格已被占用：按住可平移图像。</translation>
    </message>
    <message>
        <source>The arrow keys are taken: they nudge points.</source>
        <translation>方向键已被占用：用于微移点。</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”.</source>
        <translation>%1 属于“%2”。</translation>
    </message>
    <message>
        <source>Search actions or keys</source>
        <translation>搜索操作或按键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>No action has that name or those keys.</source>
        <translation>没有该名称或该按键的操作。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Leave the action without keys</source>
        <translation>使该操作没有按键</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>重置(&amp;E)</translation>
    </message>
    <message>
        <source>Back to the default keys of this action</source>
        <translation>恢复此操作的默认按键</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>全部重置(&amp;A)</translation>
    </message>
    <message>
        <source>Back to the default keys of every action</source>
        <translation>恢复所有操作的默认按键</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>接管(&amp;T)</translation>
    </message>
    <message>
        <source>Give the keys to this action; the other one loses them</source>
        <translation>将按键给予此操作；另一个操作失去它们</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ShortcutRecorder</name>
    <message>
        <source>Press the keys…</source>
        <translation>请按下按键…</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard and mouse</source>
        <translation>键盘与鼠标</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>在图像上</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 滚轮</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Scroll</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>中键拖动</translation>
    </message>
    <message>
        <source>Space + drag</source>
        <translation>空格 + 拖动</translation>
    </message>
    <message>
        <source>Hide the overlays</source>
        <translation>隐藏叠加内容</translation>
    </message>
    <message>
        <source>Hold H</source>
        <translation>按住 H</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>移动点</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Select points in a box</source>
        <translation>框选点</translation>
    </message>
    <message>
        <source>Drag on empty ground</source>
        <translation>在空白处拖动</translation>
    </message>
    <message>
        <source>Add or remove a point</source>
        <translation>增减一个点</translation>
    </message>
    <message>
        <source>Ctrl + click</source>
        <translation>Ctrl + 单击</translation>
    </message>
    <message>
        <source>Select a range of points</source>
        <translation>选择一段点</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Shift + 单击</translation>
    </message>
    <message>
        <source>Select a whole contour</source>
        <translation>选择整条轮廓</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Nudge by 1, 10 or 0.1 px</source>
        <translation>微移 1、10 或 0.1 px</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Next or previous point</source>
        <translation>下一个或上一个点</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Shift + Tab</source>
        <translation>Shift + Tab</translation>
    </message>
    <message>
        <source>Give up a drag</source>
        <translation>放弃拖动</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Next or previous contour</source>
        <translation>下一条或上一条轮廓</translation>
    </message>
    <message>
        <source>Move the box being edited</source>
        <translation>移动正在编辑的框</translation>
    </message>
    <message>
        <source>Resize the box being edited</source>
        <translation>改变正在编辑的框的大小</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Ctrl + 方向键</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::SideModel</name>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>The picture&apos;s file</source>
        <translation>图像文件</translation>
    </message>
    <message>
        <source>points of</source>
        <translation>所属的点</translation>
    </message>
    <message>
        <source>Whose points carry the other side&apos;s numbers</source>
        <translation>哪些点带有另一侧的编号</translation>
    </message>
    <message>
        <source>exchanged</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>What is exchanged: the whole face, or single contours</source>
        <translation>互换的内容：整张人脸或个别轮廓</translation>
    </message>
    <message>
        <source>as it is %</source>
        <translation>现状 %</translation>
    </message>
    <message>
        <source>Deviation from where the points should be as a share of the face&apos;s size</source>
        <translation>与应在位置的偏差，占人脸尺寸的比例</translation>
    </message>
    <message>
        <source>exchanged %</source>
        <translation>互换后 %</translation>
    </message>
    <message>
        <source>The same with every point in its mirror point&apos;s place</source>
        <translation>将每个点放到其镜像点位置后的同一数值</translation>
    </message>
    <message>
        <source>ground truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>whole face</source>
        <translation>整张人脸</translation>
    </message>
    <message>
        <source>Show the face</source>
        <translation>显示这张人脸</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::SplitDivider</name>
    <message>
        <source>Divider</source>
        <translation>分界线</translation>
    </message>
    <message>
        <source>Arrow keys move it; Escape goes back to the picture</source>
        <translation>方向键移动；Esc 返回图像</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::StatusLine</name>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>%1, %2 px</source>
        <translation>%1, %2 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>All edits saved</source>
        <translation>所有编辑已保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) not saved</source>
        <translation>
            <numerusform>%n 次编辑未保存</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <translation>%1 %2 / %3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 · %2°</source>
        <comment>zoom and turn of the view</comment>
        <translation>%1 · %2°</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::SubsetModel</name>
    <message>
        <source>%1, published: %2</source>
        <translation>%1，已发表：%2</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) with an error</source>
        <translation>
            <numerusform>%n 张有误差数据的人脸</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all faces</source>
        <translation>显示全部人脸</translation>
    </message>
    <message>
        <source>Show these faces: %1</source>
        <translation>显示这些人脸：%1</translation>
    </message>
    <message>
        <source>subset</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::ToneDialog</name>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Brightness and contrast</source>
        <translation>亮度与对比度</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainDataForm</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Faces of the open data set</source>
        <translation>打开的数据集中的人脸</translation>
    </message>
    <message>
        <source>F&amp;urther data sets, lists and projects</source>
        <translation>其他数据集、列表和项目(&amp;U)</translation>
    </message>
    <message>
        <source>Further data sets</source>
        <translation>其他数据集</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>as the first data set</source>
        <translation>与第一个数据集相同</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Drawn portraits with 98 points, for training alone</source>
        <translation>绘制的 98 点肖像，仅用于训练</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Share of the people, folders or faces that no step is trained on</source>
        <translation>不参与训练的人、文件夹或人脸的比例</translation>
    </message>
    <message>
        <source>person, by file name</source>
        <translation>人（按文件名）</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>face box × </source>
        <translation>人脸框 × </translation>
    </message>
    <message>
        <source>Land&amp;marks</source>
        <translation>关键点(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Rendered portraits</source>
        <translation>渲染的肖像(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Validation</source>
        <translation>验证(&amp;V)</translation>
    </message>
    <message>
        <source>Kept &amp;together</source>
        <translation>不可拆分的单位(&amp;T)</translation>
    </message>
    <message>
        <source>Cr&amp;op side</source>
        <translation>裁剪边长(&amp;O)</translation>
    </message>
    <message>
        <source>Crop &amp;width</source>
        <translation>裁剪宽度(&amp;W)</translation>
    </message>
    <message>
        <source>The open data set, %1</source>
        <translation>打开的数据集，%1</translation>
    </message>
    <message>
        <source>The open data set (none is open)</source>
        <translation>打开的数据集（未打开）</translation>
    </message>
    <message>
        <source>All faces but those rejected (%1)</source>
        <translation>除已拒绝外的所有人脸（%1）</translation>
    </message>
    <message>
        <source>Accepted faces (%1)</source>
        <translation>已通过的人脸（%1）</translation>
    </message>
    <message>
        <source>Data set folder</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Annotations and projects (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;All files (*)</source>
        <translation>标注和项目 (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n rendered portrait(s)</source>
        <translation>
            <numerusform>%n 张渲染的肖像</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the faces to train on.</source>
        <translation>请选择用于训练的人脸。</translation>
    </message>
    <message>
        <source>No face of the open data set is accepted yet.</source>
        <translation>打开的数据集中还没有已通过的人脸。</translation>
    </message>
    <message>
        <source>The side of the crops must be a multiple of 4.</source>
        <translation>裁剪边长必须是 4 的倍数。</translation>
    </message>
    <message>
        <source>square, by the longer side of the box</source>
        <translation>正方形，按框的长边</translation>
    </message>
    <message>
        <source>stretched, each side for itself</source>
        <translation>拉伸，两边各自取值</translation>
    </message>
    <message>
        <source>Pixels of the picture added on every side of the face box, before the crop&apos;s width</source>
        <translation>在乘以裁剪宽度之前，人脸框每一侧增加的图片像素</translation>
    </message>
    <message>
        <source>Crop s&amp;hape</source>
        <translation>裁剪形状(&amp;H)</translation>
    </message>
    <message>
        <source>Bor&amp;der of the box</source>
        <translation>框的边距(&amp;D)</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainDialog</name>
    <message>
        <source>Train a network</source>
        <translation>训练网络</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Reading the options…</source>
        <translation>正在读取选项…</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>训练的文件夹</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>mean of the epoch</source>
        <translation>本轮平均</translation>
    </message>
    <message>
        <source>The loss of each step appears here.</source>
        <translation>每一步的损失显示在这里。</translation>
    </message>
    <message>
        <source>Error of the validation faces</source>
        <translation>验证人脸的误差</translation>
    </message>
    <message>
        <source>averaged weights</source>
        <translation>平均权重</translation>
    </message>
    <message>
        <source>weights as they are</source>
        <translation>当前权重</translation>
    </message>
    <message>
        <source>NME after each epoch; the best one is kept.</source>
        <translation>每轮之后的 NME；保留最好的一轮。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型的名称</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Add to the models</source>
        <translation>加入模型(&amp;A)</translation>
    </message>
    <message>
        <source>Write the best weights in half precision and add them with their card</source>
        <translation>以半精度写出最好的权重，并连同卡片一起加入</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A training goes on</source>
        <translation>正在进行训练</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) were left out: %1</source>
        <translation>
            <numerusform>略过了 %n 张人脸：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 faces and %2 for validation: %3</source>
        <translation>%1 张人脸，验证 %2 张：%3</translation>
    </message>
    <message>
        <source>%1 is one of the models now.</source>
        <translation>%1 已加入模型。</translation>
    </message>
    <message>
        <source>This build has no LibTorch, and so no trainer. Run ./dev setup in the source folder, or let FIDUCIAL_TRAIN name a fiducial-train built elsewhere.</source>
        <translation>此版本没有 LibTorch，因此没有训练程序。请在源代码文件夹中运行 ./dev setup，或用 FIDUCIAL_TRAIN 指定在别处构建的 fiducial-train。</translation>
    </message>
    <message>
        <source>%1 does not tell its options.</source>
        <translation>%1 没有给出其选项。</translation>
    </message>
    <message>
        <source>Training stops…</source>
        <translation>正在停止训练…</translation>
    </message>
    <message>
        <source>Training paused at %1</source>
        <translation>训练暂停于 %1</translation>
    </message>
    <message>
        <source>Training %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>The run in this folder is finished.</source>
        <translation>此文件夹中的训练已完成。</translation>
    </message>
    <message>
        <source>The run in this folder was interrupted; it can go on.</source>
        <translation>此文件夹中的训练曾中断；可以继续。</translation>
    </message>
    <message>
        <source>Cutting faces</source>
        <translation>正在裁剪人脸</translation>
    </message>
    <message>
        <source>%1 NME of the validation faces after epoch %2</source>
        <translation>第 %2 轮后验证人脸的 NME 为 %1</translation>
    </message>
    <message>
        <source>Training, no epoch is finished yet</source>
        <translation>正在训练，尚未完成一轮</translation>
    </message>
    <message>
        <source>Training without validation</source>
        <translation>无验证的训练</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>%1 faces/s</source>
        <translation>%1 张/秒</translation>
    </message>
    <message>
        <source>%1 of the time waiting for faces</source>
        <translation>%1 的时间在等待人脸数据</translation>
    </message>
    <message>
        <source>Stopped; it can go on from here.</source>
        <translation>已停止；可从此处继续。</translation>
    </message>
    <message>
        <source>Cancelled before the training began.</source>
        <translation>在训练开始前取消。</translation>
    </message>
    <message>
        <source>Training is done.</source>
        <translation>训练完成。</translation>
    </message>
    <message>
        <source>Training: %1</source>
        <translation>训练：%1</translation>
    </message>
    <message>
        <source>Writing the model…</source>
        <translation>正在写出模型…</translation>
    </message>
    <message>
        <source>There is no trainer in this build.</source>
        <translation>此版本没有训练程序。</translation>
    </message>
    <message>
        <source>Choose a folder for the run.</source>
        <translation>请为训练选择文件夹。</translation>
    </message>
    <message>
        <source>The run in this folder is finished; choose another folder.</source>
        <translation>此文件夹中的训练已完成；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The options are not known yet.</source>
        <translation>选项尚未知道。</translation>
    </message>
    <message>
        <source>The name becomes a file name: letters, digits, - and _.</source>
        <translation>名称将作为文件名：字母、数字、- 和 _。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续训练(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Stop after this step; the run can go on later</source>
        <translation>在此步之后停止；稍后可以继续</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>将在此步之后停止…</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>已暂停。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainingProcess</name>
    <message>
        <source>The trainer cannot be started: %1.</source>
        <translation>无法启动训练程序：%1。</translation>
    </message>
    <message>
        <source>The trainer ended with code %1.</source>
        <translation>训练程序以代码 %1 结束。</translation>
    </message>
    <message>
        <source>The trainer was ended by the system, perhaps for lack of memory; it can be resumed from its last checkpoint.</source>
        <translation>训练程序被系统终止，可能是内存不足；可从最后的检查点继续。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::TrainingSession</name>
    <message>
        <source>Cutting faces</source>
        <translation>正在裁剪人脸</translation>
    </message>
    <message>
        <source>The model could not be written: %1.</source>
        <translation>无法写出模型：%1。</translation>
    </message>
    <message>
        <source>%1 does not say what it was trained for.</source>
        <translation>%1 没有说明其训练目标。</translation>
    </message>
</context>
<context>
    <name>fiducial::ui::WelcomePage</name>
    <message>
        <source>not found: %1</source>
        <translation>未找到：%1</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从此列表移除</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>从列表移除 %1</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Fiducial</source>
        <translation>Fiducial</translation>
    </message>
    <message>
        <source>Annotate, check and correct facial landmarks: browse a data set, pre-fill it with a model, drag what is off, and export corrected files. Originals are never changed.</source>
        <translation>标注、检查和修正人脸关键点：浏览数据集，用模型预填，拖动不准的点，导出修正后的文件。原始文件从不改动。</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>A data set, or a folder of pictures</source>
        <translation>数据集或图片文件夹</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>An annotation list or a project</source>
        <translation>标注列表或项目</translation>
    </message>
    <message>
        <source>Open sample faces</source>
        <translation>打开示例人脸</translation>
    </message>
    <message>
        <source>24 synthetic portraits with exact landmarks</source>
        <translation>24 张带精确关键点的合成肖像</translation>
    </message>
    <message>
        <source>Or drop a folder, an annotation list or a project anywhere in this window.</source>
        <translation>也可以将文件夹、标注列表或项目拖到窗口中的任意位置。</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A workbench for facial landmarks.</source>
        <translation>人脸关键点工作台。</translation>
    </message>
    <message>
        <source>Data set, folder of pictures or project.</source>
        <translation>数据集、图片文件夹或项目。</translation>
    </message>
    <message>
        <source>Predict every face as soon as the data set is open.</source>
        <translation>打开数据集后立即预测所有人脸。</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light、dark 或 system。</translation>
    </message>
    <message>
        <source>Measure, print the numbers and end.</source>
        <translation>测量，输出数字后结束。</translation>
    </message>
</context>
</TS>
