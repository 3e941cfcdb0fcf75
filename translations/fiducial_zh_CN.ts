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
    <name>Sentence</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 (&quot;%2&quot;) has a decimal comma; a decimal point is needed.</source>
        <translation>%1（“%2”）使用了小数逗号；应使用小数点。</translation>
    </message>
    <message>
        <source>%1 (&quot;%2&quot;) is not a finite number.</source>
        <translation>%1（“%2”）不是有限的数字。</translation>
    </message>
    <message>
        <source>%1 (&quot;%2&quot;) is not a number.</source>
        <translation>%1（“%2”）不是数字。</translation>
    </message>
    <message>
        <source>%1 absent point is written at the last or the original place: %2 cannot leave a point out.</source>
        <translation>%1 个缺失的点写在上次或原来的位置：%2 不能省略点。</translation>
    </message>
    <message>
        <source>%1 absent points are written at the last or the original place: %2 cannot leave a point out.</source>
        <translation>%1 个缺失的点写在上次或原来的位置：%2 不能省略点。</translation>
    </message>
    <message>
        <source>%1 added face becomes a new entry of %2.</source>
        <translation>%1 张新增的人脸成为 %2 的新条目。</translation>
    </message>
    <message>
        <source>%1 added face becomes a new row at the end of %2.</source>
        <translation>%1 张新增的人脸成为 %2 末尾的新行。</translation>
    </message>
    <message>
        <source>%1 added face is left out of %2: %3</source>
        <translation>%1 张新增的人脸未写入 %2：%3</translation>
    </message>
    <message>
        <source>%1 added faces are left out of %2: %3</source>
        <translation>%1 张新增的人脸未写入 %2：%3</translation>
    </message>
    <message>
        <source>%1 added faces become new entries of %2.</source>
        <translation>%1 张新增的人脸成为 %2 的新条目。</translation>
    </message>
    <message>
        <source>%1 added faces become new rows at the end of %2.</source>
        <translation>%1 张新增的人脸成为 %2 末尾的新行。</translation>
    </message>
    <message>
        <source>%1 alone is not a condition.</source>
        <translation>%1 单独不构成条件。</translation>
    </message>
    <message>
        <source>%1 belongs to the installation and cannot be removed.</source>
        <translation>%1 属于安装内容，无法移除。</translation>
    </message>
    <message>
        <source>%1 box is rounded to whole pixels.</source>
        <translation>%1 个框取整为整数像素。</translation>
    </message>
    <message>
        <source>%1 boxes are rounded to whole pixels.</source>
        <translation>%1 个框取整为整数像素。</translation>
    </message>
    <message>
        <source>%1 cannot be edited in place; write a new file instead.</source>
        <translation>%1 不能就地编辑；改为写出新文件。</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>无法移除 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot hold %2; choose another format or another scheme.</source>
        <translation>%1 无法保存 %2；选择其他格式或其他方案。</translation>
    </message>
    <message>
        <source>%1 cannot stand here.</source>
        <translation>%1 不能出现在此处。</translation>
    </message>
    <message>
        <source>%1 deleted face keeps its file; remove what is not wanted by hand.</source>
        <translation>%1 张已删除的人脸保留其文件；不需要的文件应手动移除。</translation>
    </message>
    <message>
        <source>%1 deleted face loses its entry in %2.</source>
        <translation>%1 张已删除的人脸失去其在 %2 中的条目。</translation>
    </message>
    <message>
        <source>%1 deleted face loses its row in %2.</source>
        <translation>%1 张已删除的人脸失去其在 %2 中的行。</translation>
    </message>
    <message>
        <source>%1 deleted faces keep their files; remove what is not wanted by hand.</source>
        <translation>%1 张已删除的人脸保留其文件；不需要的文件应手动移除。</translation>
    </message>
    <message>
        <source>%1 deleted faces lose their entries in %2.</source>
        <translation>%1 张已删除的人脸失去其在 %2 中的条目。</translation>
    </message>
    <message>
        <source>%1 deleted faces lose their rows in %2.</source>
        <translation>%1 张已删除的人脸失去其在 %2 中的行。</translation>
    </message>
    <message>
        <source>%1 does not read its points from heatmaps.</source>
        <translation>%1 不从热图读取点。</translation>
    </message>
    <message>
        <source>%1 does not say what it was trained for.</source>
        <translation>%1 没有说明其训练目标。</translation>
    </message>
    <message>
        <source>%1 does not tell which crop of the picture its model was given.</source>
        <translation>%1 没有说明其模型得到的是图像的哪个裁剪图。</translation>
    </message>
    <message>
        <source>%1 face has no box: the extent of the points is written.</source>
        <translation>%1 张人脸没有框：写入点的外接范围。</translation>
    </message>
    <message>
        <source>%1 face has no landmarks and will be left out.</source>
        <translation>%1 张人脸没有关键点，将被略去。</translation>
    </message>
    <message>
        <source>%1 face has points that were never placed and will be left out: %2 needs every point.</source>
        <translation>%1 张人脸有从未放置的点，将被略去：%2 需要所有点。</translation>
    </message>
    <message>
        <source>%1 face of &apos;%2&apos; without landmarks or box left out, this one first.</source>
        <translation>“%2”中有 %1 张人脸没有关键点或框，已略去，这是第一张。</translation>
    </message>
    <message>
        <source>%1 face shares its image with another face and will stand in a file with a number behind the image&apos;s name.</source>
        <translation>%1 张人脸与其他人脸共用图像，将写入图像名称后带编号的文件。</translation>
    </message>
    <message>
        <source>%1 face stands in no annotation file and will be left out; write a new file to have them.</source>
        <translation>%1 张人脸不在任何标注文件中，将被略去；要保留它们，应写出新文件。</translation>
    </message>
    <message>
        <source>%1 faces have no box: the extent of the points is written.</source>
        <translation>%1 张人脸没有框：写入点的外接范围。</translation>
    </message>
    <message>
        <source>%1 faces have no landmarks and will be left out.</source>
        <translation>%1 张人脸没有关键点，将被略去。</translation>
    </message>
    <message>
        <source>%1 faces have points that were never placed and will be left out: %2 needs every point.</source>
        <translation>%1 张人脸有从未放置的点，将被略去：%2 需要所有点。</translation>
    </message>
    <message>
        <source>%1 faces of &apos;%2&apos; without landmarks or box left out, this one first.</source>
        <translation>“%2”中有 %1 张人脸没有关键点或框，已略去，这是第一张。</translation>
    </message>
    <message>
        <source>%1 faces share their image with another face and will stand in a file with a number behind the image&apos;s name.</source>
        <translation>%1 张人脸与其他人脸共用图像，将写入图像名称后带编号的文件。</translation>
    </message>
    <message>
        <source>%1 faces stand in no annotation file and will be left out; write a new file to have them.</source>
        <translation>%1 张人脸不在任何标注文件中，将被略去；要保留它们，应写出新文件。</translation>
    </message>
    <message>
        <source>%1 failed: %2. The earlier file is untouched.</source>
        <translation>%1失败：%2。原有文件未改动。</translation>
    </message>
    <message>
        <source>%1 files hold one face each.</source>
        <translation>%1 文件每个只含一张人脸。</translation>
    </message>
    <message>
        <source>%1 files hold one face each; write new files to have them.</source>
        <translation>%1 文件每个只含一张人脸；要保留它们，应写出新文件。</translation>
    </message>
    <message>
        <source>%1 has names, not numbers.</source>
        <translation>%1 的值是名称，不是数字。</translation>
    </message>
    <message>
        <source>%1 has no weights and no heatmaps.</source>
        <translation>%1 没有权重，也没有热图。</translation>
    </message>
    <message>
        <source>%1 has not predicted this face.</source>
        <translation>%1 没有预测这张人脸。</translation>
    </message>
    <message>
        <source>%1 image path holds blanks, which many readers of PFLD lists cannot take.</source>
        <translation>%1 个图像路径含有空格，许多读取 PFLD 列表的程序无法处理。</translation>
    </message>
    <message>
        <source>%1 image paths hold blanks, which many readers of PFLD lists cannot take.</source>
        <translation>%1 个图像路径含有空格，许多读取 PFLD 列表的程序无法处理。</translation>
    </message>
    <message>
        <source>%1 image: %2</source>
        <translation>%1 幅图像：%2</translation>
    </message>
    <message>
        <source>%1 images: %2</source>
        <translation>%1 幅图像：%2</translation>
    </message>
    <message>
        <source>%1 is a text, not a number.</source>
        <translation>%1 是文本，不是数字。</translation>
    </message>
    <message>
        <source>%1 is among the faces to correct and among the training faces; they must be apart.</source>
        <translation>%1 既在要修正的人脸中，又在训练人脸中；两者必须分开。</translation>
    </message>
    <message>
        <source>%1 is compared with a text in quotes.</source>
        <translation>%1 要与带引号的文本比较。</translation>
    </message>
    <message>
        <source>%1 is none of the names of %2.</source>
        <translation>%1 不是 %2 的任何一个名称。</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 不是数字。</translation>
    </message>
    <message>
        <source>%1 must be a number</source>
        <translation>%1 必须是数字</translation>
    </message>
    <message>
        <source>%1 must be a number above 0</source>
        <translation>%1 必须是大于 0 的数字</translation>
    </message>
    <message>
        <source>%1 must be a text</source>
        <translation>%1 必须是文本</translation>
    </message>
    <message>
        <source>%1 must be a whole number from %2 to %3</source>
        <translation>%1 必须是 %2 至 %3 之间的整数</translation>
    </message>
    <message>
        <source>%1 must be one of %2</source>
        <translation>%1 必须是 %2 之一</translation>
    </message>
    <message>
        <source>%1 must be three numbers</source>
        <translation>%1 必须是三个数字</translation>
    </message>
    <message>
        <source>%1 must be three numbers other than 0</source>
        <translation>%1 必须是三个不为 0 的数字</translation>
    </message>
    <message>
        <source>%1 must be true or false</source>
        <translation>%1 必须是 true 或 false</translation>
    </message>
    <message>
        <source>%1 must be x, y, width and height as shares of the detector&apos;s box</source>
        <translation>%1 必须是以检测器框的比例表示的 x、y、宽度和高度</translation>
    </message>
    <message>
        <source>%1 names in the folder are not UTF-8; these files and folders are passed over.</source>
        <translation>文件夹中有 %1 个名称不是 UTF-8；这些文件和文件夹已跳过。</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>%1 point is rounded to whole pixels: %2 holds no fractions.</source>
        <translation>%1 个点取整为整数像素：%2 不能保存小数。</translation>
    </message>
    <message>
        <source>%1 point lies at or above the top edge of the image (y &lt;= 0), which this format reads back as absent.</source>
        <translation>%1 个点位于图像上边缘或其上方（y &lt;= 0），此格式读回时视为缺失。</translation>
    </message>
    <message>
        <source>%1 points are rounded to whole pixels: %2 holds no fractions.</source>
        <translation>%1 个点取整为整数像素：%2 不能保存小数。</translation>
    </message>
    <message>
        <source>%1 points lie at or above the top edge of the image (y &lt;= 0), which this format reads back as absent.</source>
        <translation>%1 个点位于图像上边缘或其上方（y &lt;= 0），此格式读回时视为缺失。</translation>
    </message>
    <message>
        <source>%1 tensors</source>
        <translation>%1 个张量</translation>
    </message>
    <message>
        <source>%1 tensors from level %2</source>
        <translation>%1 个张量，取自层级 %2</translation>
    </message>
    <message>
        <source>%1 was imported: there is no model to compute its heatmaps with.</source>
        <translation>%1 是导入的：没有可计算其热图的模型。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1: it is not written, for a list without faces could not be opened again. Remove it by hand if it is not needed any more.</source>
        <translation>%1：不写出该列表，因为没有人脸的列表无法再次打开。如不再需要，应手动移除。</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>%1; missing %2</source>
        <translation>%1；缺失 %2</translation>
    </message>
    <message>
        <source>%1; not part of the network %2</source>
        <translation>%1；不属于该网络 %2</translation>
    </message>
    <message>
        <source>%1; of another shape %2</source>
        <translation>%1；形状不同 %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no device; use auto, cpu, cuda or cuda:N.</source>
        <translation>“%1”不是设备；使用 auto、cpu、cuda 或 cuda:N。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no source of boxes; annotated, detector or truth was expected.</source>
        <translation>“%1”不是框的来源；应为 annotated、detector 或 truth。</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>&apos;%1,%2&apos; is not a point.</source>
        <translation>“%1,%2”不是点。</translation>
    </message>
    <message>
        <source>300W points</source>
        <translation>300W 点文件</translation>
    </message>
    <message>
        <source>A PFLD list holds fractions of the image, whose size cannot be read: %1</source>
        <translation>PFLD 列表保存的是相对于图像的小数，而图像的大小无法读取：%1</translation>
    </message>
    <message>
        <source>A bootstrap takes 1 to 10000 resamples.</source>
        <translation>自助法的重采样次数为 1 至 10000。</translation>
    </message>
    <message>
        <source>A face has %1 points, %2 has %3.</source>
        <translation>有一张人脸有 %1 个点，而 %2 有 %3 个。</translation>
    </message>
    <message>
        <source>A face has no box or no picture, so it cannot be cropped.</source>
        <translation>有一张人脸没有框或没有图像，因此无法裁剪。</translation>
    </message>
    <message>
        <source>A face has no box, so the mean shape cannot be placed.</source>
        <translation>有一张人脸没有框，因此无法放置平均形状。</translation>
    </message>
    <message>
        <source>A face is completed from two points in different places at least.</source>
        <translation>补全人脸至少需要两个位置不同的点。</translation>
    </message>
    <message>
        <source>A face of %1 has %2 points; %3 has %4.</source>
        <translation>%1 的一张人脸有 %2 个点；%3 有 %4 个。</translation>
    </message>
    <message>
        <source>A figure of the report cannot be drawn.</source>
        <translation>无法绘制报告的一幅插图。</translation>
    </message>
    <message>
        <source>A minus needs blanks around it.</source>
        <translation>减号两侧需要空格。</translation>
    </message>
    <message>
        <source>A model called %1 was added before; choose another name.</source>
        <translation>已添加过名为 %1 的模型；选择其他名称。</translation>
    </message>
    <message>
        <source>A parenthesis is not closed.</source>
        <translation>有一个括号没有闭合。</translation>
    </message>
    <message>
        <source>A part has no name.</source>
        <translation>有一个部件没有名称。</translation>
    </message>
    <message>
        <source>A part of the crop cache is %1; it is 0 or 1.</source>
        <translation>裁剪图缓存的一个划分值为 %1；应为 0 或 1。</translation>
    </message>
    <message>
        <source>A placed point is no landmark of the scheme or has no place.</source>
        <translation>有一个已放置的点不是方案的关键点，或没有位置。</translation>
    </message>
    <message>
        <source>A point is two numbers; this line has %1 fields.</source>
        <translation>一个点由两个数字组成；此行有 %1 个字段。</translation>
    </message>
    <message>
        <source>A project holds no more than 32,768 runs; begin another project.</source>
        <translation>一个项目最多保存 32,768 份运行结果；新建另一个项目。</translation>
    </message>
    <message>
        <source>A report goes into a new or an empty folder; this one has files in it.</source>
        <translation>报告应写入新文件夹或空文件夹；此文件夹中已有文件。</translation>
    </message>
    <message>
        <source>A report is a folder, and there is a file of this name.</source>
        <translation>报告是一个文件夹，而已有同名的文件。</translation>
    </message>
    <message>
        <source>A revision changes a face twice: %1.</source>
        <translation>一个修订对同一张人脸更改了两次：%1。</translation>
    </message>
    <message>
        <source>A run is written as .safetensors, .json or .csv; name the file so.</source>
        <translation>运行结果写为 .safetensors、.json 或 .csv；应如此命名文件。</translation>
    </message>
    <message>
        <source>A run needs an identifier and one face (or none) for each row.</source>
        <translation>运行结果需要一个标识符，且每行对应一张人脸（或没有人脸）。</translation>
    </message>
    <message>
        <source>A run needs an identifier.</source>
        <translation>运行结果需要一个标识符。</translation>
    </message>
    <message>
        <source>A run of the project lacks rows; go back to a copy.</source>
        <translation>项目中有一份运行结果缺少行；改用之前的副本。</translation>
    </message>
    <message>
        <source>A shape model is learned from at least %1 faces with all of their points; there are %2.</source>
        <translation>学习形状模型至少需要 %1 张所有点齐全的人脸；现有 %2 张。</translation>
    </message>
    <message>
        <source>A sheet needs faces with an NME, and there is none.</source>
        <translation>拼图需要有 NME 的人脸，而一张也没有。</translation>
    </message>
    <message>
        <source>A similarity needs two equally long lists of at least two points.</source>
        <translation>相似变换需要两个长度相同、至少含两个点的列表。</translation>
    </message>
    <message>
        <source>A study of decoders needs at least one point.</source>
        <translation>解码器研究至少需要一个点。</translation>
    </message>
    <message>
        <source>A value is too large for the project file.</source>
        <translation>有一个值过大，项目文件无法保存。</translation>
    </message>
    <message>
        <source>A visibility flag is none of 0, 1 and 2; above 0 counts as visible.</source>
        <translation>有一个可见性标志不是 0、1 或 2；大于 0 的视为可见。</translation>
    </message>
    <message>
        <source>A visibility of the crop cache is %1; it is 0, 1 or 2.</source>
        <translation>裁剪图缓存的一个可见性值为 %1；应为 0、1 或 2。</translation>
    </message>
    <message>
        <source>ADNet/STAR tsv</source>
        <translation>ADNet/STAR TSV 列表</translation>
    </message>
    <message>
        <source>All %1 faces of %2 are deleted</source>
        <translation>%2 的全部 %1 张人脸都已删除</translation>
    </message>
    <message>
        <source>All faces have the same shape; there is nothing to learn from.</source>
        <translation>所有人脸的形状相同；没有可学习的内容。</translation>
    </message>
    <message>
        <source>All points coincide; no similarity can be fitted to them.</source>
        <translation>所有点重合；无法对其拟合相似变换。</translation>
    </message>
    <message>
        <source>All shapes are alike; there is no spread to judge by.</source>
        <translation>所有形状都相同；没有可供判断的离散度。</translation>
    </message>
    <message>
        <source>An attribute is neither 0 nor 1 and is taken as unknown.</source>
        <translation>有一个属性既不是 0 也不是 1，视为未知。</translation>
    </message>
    <message>
        <source>An edited set has %1 points.</source>
        <translation>编辑后的点集有 %1 个点。</translation>
    </message>
    <message>
        <source>An export needs a data set.</source>
        <translation>导出需要一个数据集。</translation>
    </message>
    <message>
        <source>Another annotation has the same id %1.</source>
        <translation>另一条标注有相同的标识符 %1。</translation>
    </message>
    <message>
        <source>Another program is using the project file; close it there and try again.</source>
        <translation>另一个程序正在使用项目文件；在那里关闭后重试。</translation>
    </message>
    <message>
        <source>Bare numbers need the list that says which face each row is; name it, or put it beside them as %1.</source>
        <translation>纯数字需要说明每行对应哪张人脸的列表；指定该列表，或将其放在数字文件旁并命名为 %1。</translation>
    </message>
    <message>
        <source>Behind the image stand %1 numbers; its box (x_min y_min x_max y_max) or nothing was expected.</source>
        <translation>图像之后有 %1 个数字；应为其框（x_min y_min x_max y_max）或没有内容。</translation>
    </message>
    <message>
        <source>Between the parentheses of a value stands a name in quotes.</source>
        <translation>值的括号内应为带引号的名称。</translation>
    </message>
    <message>
        <source>Both annotations need the %1 points of %2.</source>
        <translation>两份标注都需要 %2 的 %1 个点。</translation>
    </message>
    <message>
        <source>Both sets need the %1 points of %2.</source>
        <translation>两个点集都需要 %2 的 %1 个点。</translation>
    </message>
    <message>
        <source>Boxes from a detector were asked for, but there is no detector.</source>
        <translation>要求使用检测器给出的框，但没有检测器。</translation>
    </message>
    <message>
        <source>Bytes came before the first tensor was begun.</source>
        <translation>在第一个张量开始之前出现了字节。</translation>
    </message>
    <message>
        <source>COCO-style face JSON</source>
        <translation>COCO 格式人脸 JSON</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>Character %1: %2 Expected: %3.</source>
        <translation>第 %1 个字符：%2应为：%3。</translation>
    </message>
    <message>
        <source>Choose another group, share or seed.</source>
        <translation>选择其他分组、比例或随机种子。</translation>
    </message>
    <message>
        <source>Choose boxes from the detector.</source>
        <translation>选择使用检测器的框。</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>第 %1 列</translation>
    </message>
    <message>
        <source>Comparing was cancelled.</source>
        <translation>比较已取消。</translation>
    </message>
    <message>
        <source>Computing the heatmaps was cancelled.</source>
        <translation>计算热图已取消。</translation>
    </message>
    <message>
        <source>Conventions are told from at least %1 faces that have points in both sets.</source>
        <translation>判断坐标约定至少需要 %1 张在两组中都有点的人脸。</translation>
    </message>
    <message>
        <source>Coordinates are written as fractions of the whole image: no crops are made.</source>
        <translation>坐标以整幅图像的比例写出：不制作裁剪图。</translation>
    </message>
    <message>
        <source>Copies of the source files keep its scheme %1; write a new file for %2.</source>
        <translation>源文件的副本保留其方案 %1；要使用 %2，应写出新文件。</translation>
    </message>
    <message>
        <source>Crops are cut around annotated boxes or the box of the landmarks, not around a detector&apos;s.</source>
        <translation>裁剪图围绕标注的框或关键点的框截取，而不是围绕检测器的框。</translation>
    </message>
    <message>
        <source>Cutting the crops was cancelled; nothing was written.</source>
        <translation>制作裁剪图已取消；没有写出任何内容。</translation>
    </message>
    <message>
        <source>Drawing was cancelled; there is no sheet.</source>
        <translation>绘制已取消；没有拼图。</translation>
    </message>
    <message>
        <source>Every face is deleted, and a list without faces could not be opened again; the files are left as they are. Remove them by hand if they are not needed any more.</source>
        <translation>所有人脸都已删除，而没有人脸的列表无法再次打开；文件保持原样。如不再需要，应手动移除。</translation>
    </message>
    <message>
        <source>Every face of %1 is excluded.</source>
        <translation>%1 的所有人脸都已排除。</translation>
    </message>
    <message>
        <source>Every face of %1 is rejected or excluded.</source>
        <translation>%1 的所有人脸都已拒绝或排除。</translation>
    </message>
    <message>
        <source>Examining was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
    <message>
        <source>Face %1 has %2 points, the scheme %3 has %4.</source>
        <translation>第 %1 张人脸有 %2 个点，而方案 %3 有 %4 个。</translation>
    </message>
    <message>
        <source>Face %1 has no reference set.</source>
        <translation>第 %1 张人脸没有参考点集。</translation>
    </message>
    <message>
        <source>Face %1 of the run %2.</source>
        <translation>运行结果的第 %1 张人脸%2。</translation>
    </message>
    <message>
        <source>Field %1</source>
        <translation>第 %1 个字段</translation>
    </message>
    <message>
        <source>Finding faces was cancelled.</source>
        <translation>检测人脸已取消。</translation>
    </message>
    <message>
        <source>GIF pictures are not supported; save it as PNG.</source>
        <translation>不支持 GIF 图像；将其另存为 PNG。</translation>
    </message>
    <message>
        <source>HRNet csv</source>
        <translation>HRNet CSV 列表</translation>
    </message>
    <message>
        <source>Half precision is for CUDA.</source>
        <translation>半精度仅适用于 CUDA。</translation>
    </message>
    <message>
        <source>Half precision is for CUDA; set precision to float32.</source>
        <translation>半精度仅适用于 CUDA；将 precision 设为 float32。</translation>
    </message>
    <message>
        <source>Heatmaps of %1 are not possible: sides are 1 to %2 cells, up to %3 maps and %4 numbers.</source>
        <translation>不能使用 %1 的热图：边长为 1 至 %2 个单元，最多 %3 幅热图和 %4 个数字。</translation>
    </message>
    <message>
        <source>Heatmaps of %1 have %2 numbers, not %3.</source>
        <translation>%1 的热图有 %2 个数字，而不是 %3 个。</translation>
    </message>
    <message>
        <source>In COCO-WholeBody a face belongs to an annotated person; write a new file instead.</source>
        <translation>在 COCO-WholeBody 中人脸属于一个已标注的人；改为写出新文件。</translation>
    </message>
    <message>
        <source>In the card %1.</source>
        <translation>卡片中 %1。</translation>
    </message>
    <message>
        <source>It is left out; open files of one scheme together.</source>
        <translation>已将其略去；应一起打开同一方案的文件。</translation>
    </message>
    <message>
        <source>It needs LibTorch, which is not here. Run ./dev setup in the source folder.</source>
        <translation>它需要 LibTorch，而此处没有。在源代码文件夹中运行 ./dev setup。</translation>
    </message>
    <message>
        <source>Its boxes are left out.</source>
        <translation>已略去其框。</translation>
    </message>
    <message>
        <source>Its faces were left out.</source>
        <translation>已略去其人脸。</translation>
    </message>
    <message>
        <source>Its faces were not predicted.</source>
        <translation>未预测其人脸。</translation>
    </message>
    <message>
        <source>Its weights %1 are not there; add them with: models add FILE.</source>
        <translation>其权重 %1 不存在；用以下命令添加：models add FILE。</translation>
    </message>
    <message>
        <source>JPEG blocks have 8 pixels, which do not divide the input of %1; set jpeg to 0 or network.input to a multiple of 8.</source>
        <translation>JPEG 块为 8 像素，不能整除 %1 的输入；将 jpeg 设为 0，或将 network.input 设为 8 的倍数。</translation>
    </message>
    <message>
        <source>LaPa text</source>
        <translation>LaPa 文本</translation>
    </message>
    <message>
        <source>Landmark %1 was placed more than once.</source>
        <translation>关键点 %1 被放置了多次。</translation>
    </message>
    <message>
        <source>Learning the errors of the predictions was cancelled.</source>
        <translation>学习预测误差已取消。</translation>
    </message>
    <message>
        <source>Learning the shape model was cancelled.</source>
        <translation>学习形状模型已取消。</translation>
    </message>
    <message>
        <source>LibTorch cannot be opened: %1. %2</source>
        <translation>无法打开 LibTorch：%1。%2</translation>
    </message>
    <message>
        <source>LibTorch refuses: %1</source>
        <translation>LibTorch 拒绝执行：%1</translation>
    </message>
    <message>
        <source>Most faces have all of their points in one place.</source>
        <translation>多数人脸的所有点都在同一位置。</translation>
    </message>
    <message>
        <source>Multilateration needs at least 4 anchors.</source>
        <translation>多边定位至少需要 4 个锚点。</translation>
    </message>
    <message>
        <source>Name the folder where the images are.</source>
        <translation>指定图像所在的文件夹。</translation>
    </message>
    <message>
        <source>Name the folder where they are.</source>
        <translation>指定它们所在的文件夹。</translation>
    </message>
    <message>
        <source>Name them 00, 01, 02 ... where they are meant as numbers.</source>
        <translation>如果名称表示数字，将其命名为 00、01、02 …… 的形式。</translation>
    </message>
    <message>
        <source>Networks have no option &apos;%1&apos;.</source>
        <translation>网络没有选项“%1”。</translation>
    </message>
    <message>
        <source>No CUDA device is found: is there an NVIDIA GPU, and does its driver fit this LibTorch?</source>
        <translation>未找到 CUDA 设备：是否有 NVIDIA GPU，其驱动程序是否适合此 LibTorch？</translation>
    </message>
    <message>
        <source>No box of the file has parts, so there are no landmarks to read.</source>
        <translation>文件中没有含部件的框，因此没有可读取的关键点。</translation>
    </message>
    <message>
        <source>No face could be cropped. %1</source>
        <translation>没有一张人脸能够裁剪。%1</translation>
    </message>
    <message>
        <source>No face could be read. %1</source>
        <translation>没有一张人脸能够读取。%1</translation>
    </message>
    <message>
        <source>No face has a number to draw from.</source>
        <translation>没有人脸具有可供抽样的数值。</translation>
    </message>
    <message>
        <source>No face has a prediction and an inter-ocular distance; are these the predictions of %1?</source>
        <translation>没有人脸同时具有预测和眼间距（外眼角）；这些是 %1 的预测吗？</translation>
    </message>
    <message>
        <source>No face has been annotated in both.</source>
        <translation>没有人脸在两者中都已标注。</translation>
    </message>
    <message>
        <source>No face has landmarks to learn from.</source>
        <translation>没有人脸具有可供学习的关键点。</translation>
    </message>
    <message>
        <source>No face of %1 is accepted.</source>
        <translation>%1 没有已接受的人脸。</translation>
    </message>
    <message>
        <source>No face was found by %1.</source>
        <translation>%1 没有找到人脸。</translation>
    </message>
    <message>
        <source>No header line is written, as in the published test lists: STAR&apos;s training reader takes the first line as header and would skip its face.</source>
        <translation>不写表头行，与已发布的测试列表一致：STAR 的训练读取程序将第一行视为表头，会跳过该行的人脸。</translation>
    </message>
    <message>
        <source>No image path matches &apos;%1&apos;.</source>
        <translation>没有图像路径匹配“%1”。</translation>
    </message>
    <message>
        <source>No map from the scheme %1 to %2 exists; choose a model of the data set&apos;s scheme.</source>
        <translation>不存在从方案 %1 到 %2 的映射；选择使用数据集方案的模型。</translation>
    </message>
    <message>
        <source>No map leads from the scheme %1 to %2.</source>
        <translation>没有从方案 %1 到 %2 的映射。</translation>
    </message>
    <message>
        <source>No part of this network is one of torchvision&apos;s.</source>
        <translation>此网络的任何部分都不是 torchvision 的网络。</translation>
    </message>
    <message>
        <source>No picture was asked for.</source>
        <translation>没有要求图像。</translation>
    </message>
    <message>
        <source>No scheme of %1 points has a mean shape to start from.</source>
        <translation>没有 %1 个点的方案具有可作为起点的平均形状。</translation>
    </message>
    <message>
        <source>No scheme with %1 points is known (68, 98, 29, 19 and 106 are).</source>
        <translation>没有已知的 %1 点方案（已知的有 68、98、29、19 和 106 点）。</translation>
    </message>
    <message>
        <source>None of its %1 rows belongs to a face of this data set.</source>
        <translation>其 %1 行都不属于此数据集的人脸。</translation>
    </message>
    <message>
        <source>None of the faces stands in an annotation file; write a new file instead.</source>
        <translation>没有一张人脸在标注文件中；改为写出新文件。</translation>
    </message>
    <message>
        <source>Not every part of a known scheme occurs; by their numbers the parts are taken for %1.</source>
        <translation>没有一个已知方案的部件全部出现；按编号将部件视为 %1。</translation>
    </message>
    <message>
        <source>Nothing is known about this model but its output: %1. Write a card with these fields: %2.</source>
        <translation>除输出外，对此模型一无所知：%1。编写含有以下字段的卡片：%2。</translation>
    </message>
    <message>
        <source>Nothing is known about this model. Write a card with these fields: %1.</source>
        <translation>对此模型一无所知。编写含有以下字段的卡片：%1。</translation>
    </message>
    <message>
        <source>Number %1 of the %2</source>
        <translation>%2 的第 %1 个数字</translation>
    </message>
    <message>
        <source>ONNX models run on the CPU only, not on &quot;%1&quot;; choose the device cpu or auto, or a TorchScript model.</source>
        <translation>ONNX 模型只能在 CPU 上运行，不能在“%1”上运行；选择设备 cpu 或 auto，或选择 TorchScript 模型。</translation>
    </message>
    <message>
        <source>Only &lt; &lt;= &gt; &gt;= may stand in a row.</source>
        <translation>只有 &lt; &lt;= &gt; &gt;= 可以连写。</translation>
    </message>
    <message>
        <source>Only a project has accepted faces; %1 is none.</source>
        <translation>只有项目才有已接受的人脸；%1 不是项目。</translation>
    </message>
    <message>
        <source>Only a text can match a pattern.</source>
        <translation>只有文本才能匹配模式。</translation>
    </message>
    <message>
        <source>Only a value of the faces can be none.</source>
        <translation>只有人脸的值才能是 none。</translation>
    </message>
    <message>
        <source>Open this file or its folder to see them.</source>
        <translation>打开此文件或其所在文件夹即可查看它们。</translation>
    </message>
    <message>
        <source>OpenCV cannot read this model: %1.</source>
        <translation>OpenCV 无法读取此模型：%1。</translation>
    </message>
    <message>
        <source>OpenCV cannot run this model: %1.</source>
        <translation>OpenCV 无法运行此模型：%1。</translation>
    </message>
    <message>
        <source>Opening the project was cancelled.</source>
        <translation>打开项目已取消。</translation>
    </message>
    <message>
        <source>Opening was cancelled.</source>
        <translation>打开已取消。</translation>
    </message>
    <message>
        <source>Option %1 cannot be &apos;%2&apos;; it takes %3.</source>
        <translation>选项 %1 不能是“%2”；可取 %3。</translation>
    </message>
    <message>
        <source>Option %1 is neither text nor a number nor true or false.</source>
        <translation>选项 %1 既不是文本或数字，也不是 true 或 false。</translation>
    </message>
    <message>
        <source>Options weights and backbone exclude each other.</source>
        <translation>选项 weights 和 backbone 不能同时使用。</translation>
    </message>
    <message>
        <source>PFLD list</source>
        <translation>PFLD 列表</translation>
    </message>
    <message>
        <source>PFLD takes 112 x 112 pixels: its last convolution covers the whole map.</source>
        <translation>PFLD 的输入必须为 112 x 112 像素：其最后一个卷积覆盖整幅特征图。</translation>
    </message>
    <message>
        <source>Point %1 lies where no image reaches.</source>
        <translation>点 %1 位于任何图像都达不到的位置。</translation>
    </message>
    <message>
        <source>Point %1 of face %2 of the crop cache is no number.</source>
        <translation>裁剪图缓存中人脸 %2 的点 %1 不是数字。</translation>
    </message>
    <message>
        <source>Points lie outside the crop (coordinates below 0 or above 1).</source>
        <translation>有点位于裁剪图之外（坐标小于 0 或大于 1）。</translation>
    </message>
    <message>
        <source>Pre-fill this face with a heatmap model to see its heat.</source>
        <translation>用热图模型预填这张人脸即可查看其热图。</translation>
    </message>
    <message>
        <source>Prediction was cancelled.</source>
        <translation>预测已取消。</translation>
    </message>
    <message>
        <source>Predictions and truths must be of the same faces, with the points of %1.</source>
        <translation>预测和真值必须对应相同的人脸，并具有 %1 的点。</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is not installed (package libqt6sql6-sqlite).</source>
        <translation>未安装 Qt 的 SQLite 驱动程序（软件包 libqt6sql6-sqlite）。</translation>
    </message>
    <message>
        <source>Reading the file stopped half-way.</source>
        <translation>读取文件中途停止。</translation>
    </message>
    <message>
        <source>Rename them.</source>
        <translation>将它们重命名。</translation>
    </message>
    <message>
        <source>Replacements overlap or end behind the file.</source>
        <translation>替换内容相互重叠，或结束于文件末尾之后。</translation>
    </message>
    <message>
        <source>Replacing the file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>Rounding to whole pixels moves a point by up to %1 px.</source>
        <translation>取整为整数像素使点最多移动 %1 px。</translation>
    </message>
    <message>
        <source>Rows of %1 points fit no scheme.</source>
        <translation>每行 %1 个点不符合任何方案。</translation>
    </message>
    <message>
        <source>Run ./dev setup for CenterFace, or install the package opencv-data for the Haar cascade.</source>
        <translation>运行 ./dev setup 以获取 CenterFace，或安装软件包 opencv-data 以使用 Haar 级联分类器。</translation>
    </message>
    <message>
        <source>Run ./dev setup in the source folder, or build with FIDUCIAL_LIBTORCH set to a LibTorch 2.11 or newer.</source>
        <translation>在源代码文件夹中运行 ./dev setup，或将 FIDUCIAL_LIBTORCH 设为 LibTorch 2.11 或更高版本后重新构建。</translation>
    </message>
    <message>
        <source>Say where to export to.</source>
        <translation>指定导出位置。</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Scheme &quot;%1&quot;</source>
        <translation>方案“%1”</translation>
    </message>
    <message>
        <source>Scheme maps</source>
        <translation>方案映射</translation>
    </message>
    <message>
        <source>Shapes of different numbers of points have no statistics.</source>
        <translation>点数不同的形状没有统计量。</translation>
    </message>
    <message>
        <source>Storing the run was cancelled.</source>
        <translation>保存运行结果已取消。</translation>
    </message>
    <message>
        <source>Tensor &apos;%1&apos; ends within a row.</source>
        <translation>张量“%1”在一行中间结束。</translation>
    </message>
    <message>
        <source>Tensors of type %1 are not read as numbers.</source>
        <translation>类型为 %1 的张量不能作为数字读取。</translation>
    </message>
    <message>
        <source>The Euler angles are not finite (a failed pose) and are left out.</source>
        <translation>欧拉角不是有限值（姿态求解失败），已略去。</translation>
    </message>
    <message>
        <source>The Euler angles of %1 face are left out: not every face has them.</source>
        <translation>略去 %1 张人脸的欧拉角：并非每张人脸都有欧拉角。</translation>
    </message>
    <message>
        <source>The Euler angles of %1 faces are left out: not every face has them.</source>
        <translation>略去 %1 张人脸的欧拉角：并非每张人脸都有欧拉角。</translation>
    </message>
    <message>
        <source>The Haar cascade cannot be run: %1.</source>
        <translation>无法运行 Haar 级联分类器：%1。</translation>
    </message>
    <message>
        <source>The LibTorch module belongs to another version of Fiducial; build both from the same source.</source>
        <translation>LibTorch 模块属于另一版本的 Fiducial；应从同一份源代码构建两者。</translation>
    </message>
    <message>
        <source>The PyTorch file holds no named tensors.</source>
        <translation>PyTorch 文件中没有具名张量。</translation>
    </message>
    <message>
        <source>The PyTorch file is broken: %1.</source>
        <translation>PyTorch 文件已损坏：%1。</translation>
    </message>
    <message>
        <source>The TorchScript module returns no tensor.</source>
        <translation>TorchScript 模块不返回张量。</translation>
    </message>
    <message>
        <source>The XML breaks off: %1.</source>
        <translation>XML 中途中断：%1。</translation>
    </message>
    <message>
        <source>The annotation %1.</source>
        <translation>该标注%1。</translation>
    </message>
    <message>
        <source>The annotation has %1 keypoints where the first one has those of %2.</source>
        <translation>该标注有 %1 个关键点，而第一个标注的关键点属于 %2。</translation>
    </message>
    <message>
        <source>The annotation has %1 keypoints; no known scheme has as many.</source>
        <translation>该标注有 %1 个关键点；没有关键点数相同的已知方案。</translation>
    </message>
    <message>
        <source>The annotation has no keypoints.</source>
        <translation>该标注没有关键点。</translation>
    </message>
    <message>
        <source>The annotation is left out; mend it in the file and open it again.</source>
        <translation>该标注已略去；在文件中修正后重新打开。</translation>
    </message>
    <message>
        <source>The annotation lacks center or scale.</source>
        <translation>该标注缺少 center 或 scale。</translation>
    </message>
    <message>
        <source>The annotation names no image.</source>
        <translation>该标注未指明图像。</translation>
    </message>
    <message>
        <source>The annotation points to the unknown image id %1.</source>
        <translation>该标注指向未知的图像 id %1。</translation>
    </message>
    <message>
        <source>The attributes of %1 face are lost: %2 has none.</source>
        <translation>%1 张人脸的属性将丢失：%2 不含属性。</translation>
    </message>
    <message>
        <source>The attributes of %1 face are unknown and written as 0.</source>
        <translation>%1 张人脸的属性未知，写为 0。</translation>
    </message>
    <message>
        <source>The attributes of %1 faces are lost: %2 has none.</source>
        <translation>%1 张人脸的属性将丢失：%2 不含属性。</translation>
    </message>
    <message>
        <source>The attributes of %1 faces are unknown and written as 0.</source>
        <translation>%1 张人脸的属性未知，写为 0。</translation>
    </message>
    <message>
        <source>The attributes of your own (%2) of %1 face are lost: %3 has no place for them.</source>
        <translation>%1 张人脸的自定义属性（%2）将丢失：%3 无处存放这些属性。</translation>
    </message>
    <message>
        <source>The attributes of your own (%2) of %1 faces are lost: %3 has no place for them.</source>
        <translation>%1 张人脸的自定义属性（%2）将丢失：%3 无处存放这些属性。</translation>
    </message>
    <message>
        <source>The backup %1 cannot be made, so the file is left as it is.</source>
        <translation>无法创建备份 %1，因此文件保持原样。</translation>
    </message>
    <message>
        <source>The blur of DARK has an odd side up to 99 cells, or 0 for none.</source>
        <translation>DARK 的模糊核边长必须是不超过 99 格的奇数，或为 0（不模糊）。</translation>
    </message>
    <message>
        <source>The blur pool of the smallest maps needs an input of 128 pixels or more.</source>
        <translation>最小特征图的 blur 池化需要 128 像素或更大的输入。</translation>
    </message>
    <message>
        <source>The bootstrap was cancelled.</source>
        <translation>自助法计算已取消。</translation>
    </message>
    <message>
        <source>The box breaks off.</source>
        <translation>该框的内容不完整，中途中断。</translation>
    </message>
    <message>
        <source>The box has no usable extent and is left out.</source>
        <translation>该框没有可用的范围，已略去。</translation>
    </message>
    <message>
        <source>The box is left out; mend it in the file and open it again.</source>
        <translation>该框已略去；在文件中修正后重新打开。</translation>
    </message>
    <message>
        <source>The box lacks a usable &quot;%1&quot;.</source>
        <translation>该框缺少可用的“%1”。</translation>
    </message>
    <message>
        <source>The box of %1 face is lost: a PFLD list of crops has none.</source>
        <translation>%1 张人脸的框将丢失：PFLD 裁剪图列表不含框。</translation>
    </message>
    <message>
        <source>The box of %1 faces is lost: a PFLD list of crops has none.</source>
        <translation>%1 张人脸的框将丢失：PFLD 裁剪图列表不含框。</translation>
    </message>
    <message>
        <source>The boxes of %1 face are lost: %2 has none.</source>
        <translation>%1 张人脸的框将丢失：%2 不含框。</translation>
    </message>
    <message>
        <source>The boxes of %1 faces are lost: %2 has none.</source>
        <translation>%1 张人脸的框将丢失：%2 不含框。</translation>
    </message>
    <message>
        <source>The card describes other weights: its SHA-256 differs.</source>
        <translation>卡片描述的是另一份权重：其 SHA-256 不一致。</translation>
    </message>
    <message>
        <source>The card is no JSON object.</source>
        <translation>卡片不是 JSON 对象。</translation>
    </message>
    <message>
        <source>The card lacks %1.</source>
        <translation>卡片缺少 %1。</translation>
    </message>
    <message>
        <source>The card lacks %1; %2.</source>
        <translation>卡片缺少 %1；%2。</translation>
    </message>
    <message>
        <source>The card lacks file.</source>
        <translation>卡片缺少 file。</translation>
    </message>
    <message>
        <source>The card lacks input.width and input.height.</source>
        <translation>卡片缺少 input.width 和 input.height。</translation>
    </message>
    <message>
        <source>The card&apos;s scheme &quot;%1&quot; is not known.</source>
        <translation>卡片的方案“%1”未知。</translation>
    </message>
    <message>
        <source>The centre lies far from the points: the columns may be shuffled.</source>
        <translation>中心远离各点：列的顺序可能被打乱。</translation>
    </message>
    <message>
        <source>The change starts from a state that is not saved yet; the earlier changes of the face have to be saved first.</source>
        <translation>此更改所基于的状态尚未保存；必须先保存该人脸较早的更改。</translation>
    </message>
    <message>
        <source>The changed attributes of %1 face are lost: copies of %2 files keep those of the source; write a new file.</source>
        <translation>%1 张人脸改动的属性将丢失：%2 文件的副本保留源文件的属性；改为写出新文件。</translation>
    </message>
    <message>
        <source>The changed attributes of %1 faces are lost: copies of %2 files keep those of the source; write a new file.</source>
        <translation>%1 张人脸改动的属性将丢失：%2 文件的副本保留源文件的属性；改为写出新文件。</translation>
    </message>
    <message>
        <source>The changed boxes and attributes of %1 face are lost: rows of 197 fields have neither.</source>
        <translation>%1 张人脸改动的框和属性将丢失：197 个字段的行两者都不含。</translation>
    </message>
    <message>
        <source>The changed boxes and attributes of %1 faces are lost: rows of 197 fields have neither.</source>
        <translation>%1 张人脸改动的框和属性将丢失：197 个字段的行两者都不含。</translation>
    </message>
    <message>
        <source>The changed boxes of %1 face are lost: copies of %2 files keep those of the source; write a new file.</source>
        <translation>%1 张人脸改动的框将丢失：%2 文件的副本保留源文件的框；改为写出新文件。</translation>
    </message>
    <message>
        <source>The changed boxes of %1 faces are lost: copies of %2 files keep those of the source; write a new file.</source>
        <translation>%1 张人脸改动的框将丢失：%2 文件的副本保留源文件的框；改为写出新文件。</translation>
    </message>
    <message>
        <source>The character &apos;%1&apos; means nothing here.</source>
        <translation>字符“%1”在此处没有意义。</translation>
    </message>
    <message>
        <source>The checkpoint lacks %1, or has it in another form.</source>
        <translation>检查点缺少 %1，或其形式不同。</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; has %2 values for %3 rows.</source>
        <translation>列“%1”有 %2 个值，而行数为 %3。</translation>
    </message>
    <message>
        <source>The columns are shuffled: &quot;%1&quot; stands in column %2 where &quot;%3&quot; belongs. Put them in the order image_name, scale, [box_size,] center_w, center_h, original_0_x, original_0_y ...</source>
        <translation>列的顺序被打乱：“%1”位于第 %2 列，而该处应为“%3”。将各列按以下顺序排列：image_name, scale, [box_size,] center_w, center_h, original_0_x, original_0_y ...</translation>
    </message>
    <message>
        <source>The columns of the run do not fit together.</source>
        <translation>运行结果的各列互不匹配。</translation>
    </message>
    <message>
        <source>The condition is complete before %1.</source>
        <translation>条件在 %1 之前已经完整。</translation>
    </message>
    <message>
        <source>The confidence of a bootstrap lies between 0 and 1.</source>
        <translation>自助法的置信度必须介于 0 和 1 之间。</translation>
    </message>
    <message>
        <source>The configuration is not a JSON object of options.</source>
        <translation>配置不是由选项组成的 JSON 对象。</translation>
    </message>
    <message>
        <source>The coordinates are pixels where fractions of the crop (0 to 1) belong.</source>
        <translation>坐标以像素为单位，而此处应为裁剪图的比例（0 到 1）。</translation>
    </message>
    <message>
        <source>The coordinates of this network are read around the peaks of its maps, which only a map_weight above 0 teaches.</source>
        <translation>此网络的坐标从其热图的峰值附近读取，而只有 map_weight 大于 0 时才会训练热图。</translation>
    </message>
    <message>
        <source>The corners of the face rectangle are in the wrong order; they are read the other way round.</source>
        <translation>人脸矩形的角点顺序有误；已按相反顺序读取。</translation>
    </message>
    <message>
        <source>The crop cache cannot be opened: %1.</source>
        <translation>无法打开裁剪图缓存：%1。</translation>
    </message>
    <message>
        <source>The crop cache has no faces to train on.</source>
        <translation>裁剪图缓存中没有可用于训练的人脸。</translation>
    </message>
    <message>
        <source>The crop cache has no faces, or images %1 and points %2 that are none.</source>
        <translation>裁剪图缓存中没有人脸，或者其图像 %1 和点 %2 的形状无效。</translation>
    </message>
    <message>
        <source>The crop cache is empty, no file, or cannot be mapped into memory.</source>
        <translation>裁剪图缓存为空、不是文件，或无法映射到内存。</translation>
    </message>
    <message>
        <source>The crop cache says side %1, but its images have %2.</source>
        <translation>裁剪图缓存声明的边长为 %1，但其图像的边长为 %2。</translation>
    </message>
    <message>
        <source>The crop cache says square &apos;%1&apos; and extra_pixels &apos;%2&apos;, which do not fit.</source>
        <translation>裁剪图缓存声明 square 为“%1”、extra_pixels 为“%2”，这些值不适用。</translation>
    </message>
    <message>
        <source>The crops show %1 times the face&apos;s box, less than the margin of %2.</source>
        <translation>裁剪图的范围是人脸框的 %1 倍，小于边距 %2。</translation>
    </message>
    <message>
        <source>The data set has no faces to predict; find them with the detector first.</source>
        <translation>数据集中没有可预测的人脸；先用检测器查找人脸。</translation>
    </message>
    <message>
        <source>The data set has no landmark scheme.</source>
        <translation>数据集没有关键点方案。</translation>
    </message>
    <message>
        <source>The data set has no landmark scheme; name the one to write.</source>
        <translation>数据集没有关键点方案；指定要写出的方案。</translation>
    </message>
    <message>
        <source>The data set has no landmarks that could be corrected.</source>
        <translation>数据集没有可修正的关键点。</translation>
    </message>
    <message>
        <source>The data set has no landmarks to compare with.</source>
        <translation>数据集没有可供比较的关键点。</translation>
    </message>
    <message>
        <source>The data set has no landmarks to measure against; give it with --truth.</source>
        <translation>数据集没有可作为测量基准的关键点；用 --truth 给出。</translation>
    </message>
    <message>
        <source>The data set has no scheme; say which mean shape, for instance mean-shape-wflw98.</source>
        <translation>数据集没有方案；指明使用哪个平均形状，例如 mean-shape-wflw98。</translation>
    </message>
    <message>
        <source>The decoder %1 knows distances from maps of map_sigma 2.</source>
        <translation>解码器 %1 只能从 map_sigma 为 2 的热图得出距离。</translation>
    </message>
    <message>
        <source>The deleted face cannot be taken out of this COCO-WholeBody file: its person has no &quot;face_valid&quot;. Write a new file instead.</source>
        <translation>无法从此 COCO-WholeBody 文件中去除已删除的人脸：其人物条目没有 &quot;face_valid&quot;。改为写出新文件。</translation>
    </message>
    <message>
        <source>The detector of %1 did not find this face.</source>
        <translation>%1 的检测器未找到这张人脸。</translation>
    </message>
    <message>
        <source>The device has too little memory for this batch.</source>
        <translation>设备内存不足，无法处理这一批。</translation>
    </message>
    <message>
        <source>The disk is full; free some space and try again.</source>
        <translation>磁盘已满；释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The errors of a model are learned from at least %1 faces with all of their points; there are %2.</source>
        <translation>学习模型的误差至少需要 %1 张点齐全的人脸；现有 %2 张。</translation>
    </message>
    <message>
        <source>The evaluation was cancelled.</source>
        <translation>评估已取消。</translation>
    </message>
    <message>
        <source>The export was cancelled; %1 file is written.</source>
        <translation>导出已取消；已写出 %1 个文件。</translation>
    </message>
    <message>
        <source>The export was cancelled; %1 files are written.</source>
        <translation>导出已取消；已写出 %1 个文件。</translation>
    </message>
    <message>
        <source>The export was cancelled; no file is written.</source>
        <translation>导出已取消；未写出任何文件。</translation>
    </message>
    <message>
        <source>The face box lies outside the picture; the face was left out.</source>
        <translation>人脸框位于图像之外；该人脸已略去。</translation>
    </message>
    <message>
        <source>The face detector %1 cannot be run: %2.</source>
        <translation>无法运行人脸检测器 %1：%2。</translation>
    </message>
    <message>
        <source>The face has changed since; this step is left out.</source>
        <translation>该人脸此后已更改；此步骤已略去。</translation>
    </message>
    <message>
        <source>The face has neither a box nor landmarks; it was not predicted.</source>
        <translation>该人脸既没有框也没有关键点；未对其进行预测。</translation>
    </message>
    <message>
        <source>The face is left out.</source>
        <translation>该人脸已略去。</translation>
    </message>
    <message>
        <source>The face is marked valid, but none of its points is set.</source>
        <translation>该人脸标记为有效，但没有设置任何点。</translation>
    </message>
    <message>
        <source>The face rectangle has no extent and is left out.</source>
        <translation>人脸矩形没有范围，已略去。</translation>
    </message>
    <message>
        <source>The face rectangle holds no finite numbers and is left out.</source>
        <translation>人脸矩形含有非有限数值，已略去。</translation>
    </message>
    <message>
        <source>The failure threshold %1 is out of range; give a fraction of the normaliser from 0.0001 to 1, for instance 0.1 for 10 %.</source>
        <translation>失败阈值 %1 超出范围；给出归一化因子的 0.0001 到 1 之间的比例，例如 0.1 表示 10 %。</translation>
    </message>
    <message>
        <source>The failure threshold is a positive number.</source>
        <translation>失败阈值必须是正数。</translation>
    </message>
    <message>
        <source>The file %1.</source>
        <translation>该文件%1。</translation>
    </message>
    <message>
        <source>The file cannot be read; check its permissions.</source>
        <translation>无法读取文件；检查其权限。</translation>
    </message>
    <message>
        <source>The file cannot be written: %1. Choose another folder or free some space.</source>
        <translation>无法写入文件：%1。选择其他文件夹或释放一些空间。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>The file does not name the image %1.</source>
        <translation>文件中没有图像 %1。</translation>
    </message>
    <message>
        <source>The file has %1 bytes, more than the limit of %2.</source>
        <translation>文件有 %1 字节，超过上限 %2。</translation>
    </message>
    <message>
        <source>The file has %1 points, LaPa has 106.</source>
        <translation>文件有 %1 个点，LaPa 应有 106 个点。</translation>
    </message>
    <message>
        <source>The file has %1 points, most others have %2.</source>
        <translation>文件有 %1 个点，而其他文件大多有 %2 个点。</translation>
    </message>
    <message>
        <source>The file has %1 rows, %2 were expected.</source>
        <translation>文件有 %1 行，应为 %2 行。</translation>
    </message>
    <message>
        <source>The file has changed since it was read, so edits cannot be put into it; open the data set again.</source>
        <translation>文件在读取之后已更改，因此无法将编辑写入其中；重新打开数据集。</translation>
    </message>
    <message>
        <source>The file has no annotation beside which new ones could stand; write a new file instead.</source>
        <translation>文件中没有可在其旁添加新标注的标注；改为写出新文件。</translation>
    </message>
    <message>
        <source>The file has the points of %1, the others those of %2.</source>
        <translation>该文件的点属于 %1，其他文件的点属于 %2。</translation>
    </message>
    <message>
        <source>The file holds no faces.</source>
        <translation>文件中没有人脸。</translation>
    </message>
    <message>
        <source>The file holds no run.</source>
        <translation>文件中没有运行结果。</translation>
    </message>
    <message>
        <source>The file holds the network more than once (%1); say which with the card&apos;s option &quot;weights.level&quot;.</source>
        <translation>文件中多次含有该网络（%1）；用卡片的选项 &quot;weights.level&quot; 指明使用哪一个。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The file is in no format that is known here (%1).</source>
        <translation>文件不属于任何已知格式（%1）。</translation>
    </message>
    <message>
        <source>The file is left out.</source>
        <translation>该文件已略去。</translation>
    </message>
    <message>
        <source>The file is no XML: %1.</source>
        <translation>文件不是 XML：%1。</translation>
    </message>
    <message>
        <source>The file is shorter than it was when it was opened; open it again.</source>
        <translation>文件比打开时短；重新打开文件。</translation>
    </message>
    <message>
        <source>The file names %1 different parts; no known scheme has as many points.</source>
        <translation>文件中有 %1 个不同的部件；没有点数相同的已知方案。</translation>
    </message>
    <message>
        <source>The file or folder does not exist.</source>
        <translation>文件或文件夹不存在。</translation>
    </message>
    <message>
        <source>The file was written by a big-endian machine.</source>
        <translation>文件由大端序机器写出。</translation>
    </message>
    <message>
        <source>The first line must be the number of points, 106.</source>
        <translation>第一行必须是点数 106。</translation>
    </message>
    <message>
        <source>The first list&apos;s landmarks are used.</source>
        <translation>使用第一个列表的关键点。</translation>
    </message>
    <message>
        <source>The first one is used.</source>
        <translation>使用第一个。</translation>
    </message>
    <message>
        <source>The five points are %1 numbers, not 10.</source>
        <translation>五点含有 %1 个数字，应为 10 个。</translation>
    </message>
    <message>
        <source>The floor of the covariance is a share of the peak below 1.</source>
        <translation>协方差的下限是相对于峰值的比例，必须小于 1。</translation>
    </message>
    <message>
        <source>The folder also holds annotations as %2 (%1 file).</source>
        <translation>文件夹中还有 %2格式的标注（%1 个文件）。</translation>
    </message>
    <message>
        <source>The folder also holds annotations as %2 (%1 files).</source>
        <translation>文件夹中还有 %2格式的标注（%1 个文件）。</translation>
    </message>
    <message>
        <source>The folder cannot be listed to its end: %1.</source>
        <translation>无法完整列出文件夹的内容：%1。</translation>
    </message>
    <message>
        <source>The folder cannot be listed; check its permissions.</source>
        <translation>无法列出文件夹的内容；检查其权限。</translation>
    </message>
    <message>
        <source>The folder cannot be made: %1.</source>
        <translation>无法创建文件夹：%1。</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>无法读取文件夹：%1。</translation>
    </message>
    <message>
        <source>The folder holds a run already: --resume goes on with it, or choose another.</source>
        <translation>文件夹中已有训练：用 --resume 继续该训练，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder holds a run already; resume it, or choose another folder.</source>
        <translation>文件夹中已有训练；继续该训练，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The folder holds no annotation file that is known here and no image.</source>
        <translation>文件夹中没有已知格式的标注文件，也没有图像。</translation>
    </message>
    <message>
        <source>The gender &quot;%1&quot; is unknown to dlib, which stops there.</source>
        <translation>dlib 不识别性别“%1”，会在该处停止读取。</translation>
    </message>
    <message>
        <source>The header has %1 bytes, but only %2 were kept for it.</source>
        <translation>文件头有 %1 字节，但只为其预留了 %2 字节。</translation>
    </message>
    <message>
        <source>The header line &quot;n_points: N&quot; is missing.</source>
        <translation>缺少文件头行 &quot;n_points: N&quot;。</translation>
    </message>
    <message>
        <source>The heatmaps are %1; one of each landmark was expected.</source>
        <translation>热图为 %1；应为每个关键点一张。</translation>
    </message>
    <message>
        <source>The ids of %1 image are new: the file that holds them is gone or has changed.</source>
        <translation>%1 张图像的 id 是新分配的：保存这些 id 的文件已不存在或已更改。</translation>
    </message>
    <message>
        <source>The ids of %1 images are new: the file that holds them is gone or has changed.</source>
        <translation>%1 张图像的 id 是新分配的：保存这些 id 的文件已不存在或已更改。</translation>
    </message>
    <message>
        <source>The image entry %1.</source>
        <translation>该图像条目%1。</translation>
    </message>
    <message>
        <source>The image entry lacks &quot;id&quot; or &quot;file_name&quot;.</source>
        <translation>该图像条目缺少 &quot;id&quot; 或 &quot;file_name&quot;。</translation>
    </message>
    <message>
        <source>The image has no usable width and height.</source>
        <translation>该图像没有可用的宽度和高度。</translation>
    </message>
    <message>
        <source>The image path holds a control character.</source>
        <translation>图像路径含有控制字符。</translation>
    </message>
    <message>
        <source>The image path is longer than 4096 bytes.</source>
        <translation>图像路径长于 4096 字节。</translation>
    </message>
    <message>
        <source>The image path is not UTF-8; convert the file to UTF-8.</source>
        <translation>图像路径不是 UTF-8；将文件转换为 UTF-8。</translation>
    </message>
    <message>
        <source>The images were not found beside the file or in the folders above it.</source>
        <translation>在文件旁及其上级文件夹中均未找到图像。</translation>
    </message>
    <message>
        <source>The landmarks are %1 numbers; x or y of a point is missing.</source>
        <translation>关键点含有 %1 个数字；某个点缺少 x 或 y。</translation>
    </message>
    <message>
        <source>The list names %1 faces, %2 has %3 rows.</source>
        <translation>列表列出 %1 张人脸，而 %2 有 %3 行。</translation>
    </message>
    <message>
        <source>The log cannot be written.</source>
        <translation>无法写入日志。</translation>
    </message>
    <message>
        <source>The log cannot be written; is the disk full?</source>
        <translation>无法写入日志；磁盘是否已满？</translation>
    </message>
    <message>
        <source>The loss direction needs the attention that only the hourglass has.</source>
        <translation>损失函数 direction 需要只有 hourglass 才具有的注意力机制。</translation>
    </message>
    <message>
        <source>The loss is no number any more at step %1; a lower learning rate or clip may help.</source>
        <translation>损失函数的值在第 %1 步已不再是数字；降低学习率或 clip 可能有帮助。</translation>
    </message>
    <message>
        <source>The loss pfld needs the pose branch that only PFLD has.</source>
        <translation>损失函数 pfld 需要只有 PFLD 才具有的姿态分支。</translation>
    </message>
    <message>
        <source>The loss star needs a network whose coordinates are the mean of a heatmap: hourglass, pyramid.</source>
        <translation>损失函数 star 需要坐标取自热图均值的网络：hourglass、pyramid。</translation>
    </message>
    <message>
        <source>The maps of %1 may be negative; soft-argmax sums them up.</source>
        <translation>%1 的热图可能含有负值；而 soft-argmax 要对热图求和。</translation>
    </message>
    <message>
        <source>The margin &apos;%1&apos; of the crop cache is no number that fits.</source>
        <translation>裁剪图缓存的边距“%1”不是适用的数字。</translation>
    </message>
    <message>
        <source>The margin of the crops must lie between 1 and 4, not %1.</source>
        <translation>裁剪图的边距必须介于 1 和 4 之间，而不是 %1。</translation>
    </message>
    <message>
        <source>The mark &quot;occluded&quot; of %1 point is lost: %2 has no visibility.</source>
        <translation>%1 个点的“被遮挡”标记将丢失：%2 不含可见性。</translation>
    </message>
    <message>
        <source>The mark &quot;occluded&quot; of %1 point is lost: the file has the visibility flags 0 and 1 only.</source>
        <translation>%1 个点的“被遮挡”标记将丢失：文件的可见性标志只有 0 和 1。</translation>
    </message>
    <message>
        <source>The mark &quot;occluded&quot; of %1 points is lost: %2 has no visibility.</source>
        <translation>%1 个点的“被遮挡”标记将丢失：%2 不含可见性。</translation>
    </message>
    <message>
        <source>The mark &quot;occluded&quot; of %1 points is lost: the file has the visibility flags 0 and 1 only.</source>
        <translation>%1 个点的“被遮挡”标记将丢失：文件的可见性标志只有 0 和 1。</translation>
    </message>
    <message>
        <source>The mirror map of the crop cache does not pair its %1 landmarks.</source>
        <translation>裁剪图缓存的镜像对应表未能将其 %1 个关键点正确配对。</translation>
    </message>
    <message>
        <source>The model %1 cannot be used. %2</source>
        <translation>无法使用模型 %1。%2</translation>
    </message>
    <message>
        <source>The model %1 of this run is not here.</source>
        <translation>此运行结果的模型 %1 不在此处。</translation>
    </message>
    <message>
        <source>The model could not be written: %1.</source>
        <translation>无法写出模型：%1。</translation>
    </message>
    <message>
        <source>The model gives no output.</source>
        <translation>模型没有给出输出。</translation>
    </message>
    <message>
        <source>The model has no output called &quot;%1&quot;; it has %2.</source>
        <translation>模型没有名为“%1”的输出；它的输出有 %2。</translation>
    </message>
    <message>
        <source>The model&apos;s output changes its shape from face to face.</source>
        <translation>模型输出的形状因人脸而异。</translation>
    </message>
    <message>
        <source>The model&apos;s output has another size than its shape says.</source>
        <translation>模型输出的大小与其形状不符。</translation>
    </message>
    <message>
        <source>The model&apos;s output is %1, the card asks for %2.</source>
        <translation>模型的输出为 %1，而卡片要求 %2。</translation>
    </message>
    <message>
        <source>The network was given a batch of another size than it says.</source>
        <translation>提供给网络的批与其声明的大小不符。</translation>
    </message>
    <message>
        <source>The normaliser &apos;%1&apos; of the crop cache is no pair of landmarks.</source>
        <translation>裁剪图缓存的归一化因子“%1”不是一对关键点。</translation>
    </message>
    <message>
        <source>The number of synthetic portraits must lie between 0 and 1000000, not %1.</source>
        <translation>合成肖像的数量必须介于 0 和 1000000 之间，而不是 %1。</translation>
    </message>
    <message>
        <source>The only face of %1 is deleted</source>
        <translation>%1 的唯一一张人脸已删除</translation>
    </message>
    <message>
        <source>The opening brace &quot;{&quot; is missing before the points.</source>
        <translation>点之前缺少左花括号“{”。</translation>
    </message>
    <message>
        <source>The opening brace &quot;{&quot; is missing.</source>
        <translation>缺少左花括号“{”。</translation>
    </message>
    <message>
        <source>The option weights.rename takes rules like &quot;old.=new.&quot;, separated by commas.</source>
        <translation>选项 weights.rename 的值是形如 &quot;old.=new.&quot; 的规则，以逗号分隔。</translation>
    </message>
    <message>
        <source>The option weights.start takes mean-shape.</source>
        <translation>选项 weights.start 的值只能是 mean-shape。</translation>
    </message>
    <message>
        <source>The part &quot;%1&quot; is none of those of the other boxes.</source>
        <translation>其他框中都没有部件“%1”。</translation>
    </message>
    <message>
        <source>The part &quot;%1&quot; lacks a usable x or y.</source>
        <translation>部件“%1”缺少可用的 x 或 y。</translation>
    </message>
    <message>
        <source>The part &quot;%1&quot; stands twice in one box.</source>
        <translation>部件“%1”在同一个框中出现两次。</translation>
    </message>
    <message>
        <source>The part names are numbers without leading zeros; by the rules of the format their order is that of text: 0, 1, 10, 11 ... 2.</source>
        <translation>部件名称是不带前导零的数字；按该格式的规则，它们按文本顺序排列：0、1、10、11 …… 2。</translation>
    </message>
    <message>
        <source>The path is not UTF-8; rename the file or folder.</source>
        <translation>路径不是 UTF-8；重命名文件或文件夹。</translation>
    </message>
    <message>
        <source>The path of a project has to be UTF-8; choose another folder.</source>
        <translation>项目的路径必须是 UTF-8；选择其他文件夹。</translation>
    </message>
    <message>
        <source>The pickled part of the file is broken: %1.</source>
        <translation>文件的 pickle 部分已损坏：%1。</translation>
    </message>
    <message>
        <source>The picture cannot be decoded; the file is damaged.</source>
        <translation>无法解码图像；文件已损坏。</translation>
    </message>
    <message>
        <source>The picture has %1 pixels; a side may have %2. Scale it down.</source>
        <translation>图像大小为 %1 像素；单边不得超过 %2 像素。缩小图像。</translation>
    </message>
    <message>
        <source>The picture has %1 pixels; the limit is %2 million. Scale it down.</source>
        <translation>图像大小为 %1 像素；上限为 %2 百万像素。缩小图像。</translation>
    </message>
    <message>
        <source>The picture is cut off; copy the file again.</source>
        <translation>图像不完整；重新复制该文件。</translation>
    </message>
    <message>
        <source>The picture&apos;s header is damaged: it gives no size.</source>
        <translation>图像的文件头已损坏：其中没有给出尺寸。</translation>
    </message>
    <message>
        <source>The pixels around a face box must lie between 0 and 1000, not %1.</source>
        <translation>人脸框周围的像素数必须介于 0 和 1000 之间，而不是 %1。</translation>
    </message>
    <message>
        <source>The placed points do not tell how the face lies; place one more.</source>
        <translation>已放置的点不足以确定人脸的姿态；再放置一个点。</translation>
    </message>
    <message>
        <source>The points are mapped from %1 to %2 (%3): %4 become %5 points a face.</source>
        <translation>点从 %1 映射到 %2（%3）：每张人脸的 %4 个点变为 %5 个点。</translation>
    </message>
    <message>
        <source>The pose of a head is known for 98 and 68 landmarks, not for %1; use another loss than pfld.</source>
        <translation>只有 98 点和 68 点的头部姿态是已知的，%1 点的未知；改用 pfld 以外的损失函数。</translation>
    </message>
    <message>
        <source>The predictions equal the truth; there are no errors to learn from.</source>
        <translation>预测与真值相同；没有可供学习的误差。</translation>
    </message>
    <message>
        <source>The predictions have the points of %1, the data set those of %2; no map leads from one to the other.</source>
        <translation>预测的点属于 %1，数据集的点属于 %2；两者之间没有映射。</translation>
    </message>
    <message>
        <source>The predictions have the scheme %1, the data set has %2, and there is no map between them.</source>
        <translation>预测的方案为 %1，数据集的方案为 %2，两者之间没有映射。</translation>
    </message>
    <message>
        <source>The preview was cancelled.</source>
        <translation>预览已取消。</translation>
    </message>
    <message>
        <source>The project cannot be copied for reading: %1.</source>
        <translation>无法复制项目以供读取：%1。</translation>
    </message>
    <message>
        <source>The project cannot be copied onto itself; choose another name.</source>
        <translation>无法将项目复制到其自身；选择其他名称。</translation>
    </message>
    <message>
        <source>The project cannot be created: %1.</source>
        <translation>无法创建项目：%1。</translation>
    </message>
    <message>
        <source>The project cannot be locked: %1. Its folder has to be writable.</source>
        <translation>无法锁定项目：%1。项目所在的文件夹必须可写。</translation>
    </message>
    <message>
        <source>The project cannot be written; check the permissions of its folder.</source>
        <translation>无法写入项目；检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The project does not know the face %1; open the data set again.</source>
        <translation>项目中没有人脸 %1；重新打开数据集。</translation>
    </message>
    <message>
        <source>The project exists already; open it, or choose another name.</source>
        <translation>项目已存在；打开该项目，或选择其他名称。</translation>
    </message>
    <message>
        <source>The project file holds damaged %1; go back to a copy.</source>
        <translation>项目文件中的%1已损坏；改用它的副本。</translation>
    </message>
    <message>
        <source>The project file is damaged and was left as it is; go back to a copy of it.</source>
        <translation>项目文件已损坏，未作改动；改用它的副本。</translation>
    </message>
    <message>
        <source>The project file refused a request: %1.</source>
        <translation>项目文件拒绝了一项请求：%1。</translation>
    </message>
    <message>
        <source>The project has faces already.</source>
        <translation>项目中已有人脸。</translation>
    </message>
    <message>
        <source>The project has the landmarks of %1, this data set those of %2.</source>
        <translation>项目的关键点属于 %1，此数据集的关键点属于 %2。</translation>
    </message>
    <message>
        <source>The project holds no such prediction.</source>
        <translation>项目中没有该预测。</translation>
    </message>
    <message>
        <source>The project is open already (%1); close it there first.</source>
        <translation>项目已经打开（%1）；先在该处将其关闭。</translation>
    </message>
    <message>
        <source>The project was written by a newer version of Fiducial (layout %1, this version knows up to %2); update Fiducial.</source>
        <translation>项目由更新版本的 Fiducial 写出（布局 %1，此版本最高支持 %2）；更新 Fiducial。</translation>
    </message>
    <message>
        <source>The project&apos;s data set is no longer at %1; locate its folder.</source>
        <translation>项目的数据集已不在 %1；指定其文件夹的位置。</translation>
    </message>
    <message>
        <source>The project&apos;s log holds no revision %1.</source>
        <translation>项目的日志中没有修订 %1。</translation>
    </message>
    <message>
        <source>The query ends too early.</source>
        <translation>筛选条件过早结束。</translation>
    </message>
    <message>
        <source>The query has too many parts.</source>
        <translation>筛选条件的组成部分过多。</translation>
    </message>
    <message>
        <source>The query is nested too deeply.</source>
        <translation>筛选条件嵌套过深。</translation>
    </message>
    <message>
        <source>The query is too long.</source>
        <translation>筛选条件过长。</translation>
    </message>
    <message>
        <source>The rectangle has no extent and is left out.</source>
        <translation>矩形没有范围，已略去。</translation>
    </message>
    <message>
        <source>The report cannot take its place: %1.</source>
        <translation>无法将报告放到目标位置：%1。</translation>
    </message>
    <message>
        <source>The report was cancelled.</source>
        <translation>报告已取消。</translation>
    </message>
    <message>
        <source>The root element is not &lt;dataset&gt;, so this is no imglab file.</source>
        <translation>根元素不是 &lt;dataset&gt;，因此这不是 imglab 文件。</translation>
    </message>
    <message>
        <source>The row has %1 columns between tabs where 6 or 7 belong.</source>
        <translation>该行以制表符分隔的列有 %1 个，应为 6 或 7 个。</translation>
    </message>
    <message>
        <source>The row has %1 columns; image, scale, centre and the points are needed.</source>
        <translation>该行有 %1 列；需要图像、尺度、中心和各点。</translation>
    </message>
    <message>
        <source>The row has %1 fields, the header has %2.</source>
        <translation>该行有 %1 个字段，表头有 %2 个。</translation>
    </message>
    <message>
        <source>The row has %1 fields; a PFLD row has 206 or 203 (98 points), 146 or 143 (68 points), or 147 with pixels and the name at the end.</source>
        <translation>该行有 %1 个字段；PFLD 的行有 206 或 203 个字段（98 点）、146 或 143 个字段（68 点），或 147 个字段（坐标以像素为单位，名称在末尾）。</translation>
    </message>
    <message>
        <source>The row has %1 fields; a WFLW row has 207, or 197 without rectangle and attributes.</source>
        <translation>该行有 %1 个字段；WFLW 的行有 207 个字段，没有矩形和属性时有 197 个。</translation>
    </message>
    <message>
        <source>The row has %1 numbers; x and y of %2 points were expected.</source>
        <translation>该行有 %1 个数字；应为 %2 个点的 x 和 y。</translation>
    </message>
    <message>
        <source>The row has %1 points where the first row has those of %2.</source>
        <translation>该行有 %1 个点，而第一行的点属于 %2。</translation>
    </message>
    <message>
        <source>The row has %1 points; no known scheme has as many.</source>
        <translation>该行有 %1 个点；没有已知方案具有这么多点。</translation>
    </message>
    <message>
        <source>The row has other landmarks than the same face in another list of the data set.</source>
        <translation>该行的关键点与数据集另一列表中同一人脸的关键点不同。</translation>
    </message>
    <message>
        <source>The row is left out; mend it in the file and open it again.</source>
        <translation>该行已略去；在文件中修正后重新打开。</translation>
    </message>
    <message>
        <source>The row names no image.</source>
        <translation>该行没有给出图像。</translation>
    </message>
    <message>
        <source>The rows of this PFLD list hold head angles, which an added face does not have; write a new file without them.</source>
        <translation>此 PFLD 列表的行含有头部角度，而新增的人脸没有；写出一个不含头部角度的新文件。</translation>
    </message>
    <message>
        <source>The run began with %1 %2, not %3; give the same again, or choose another folder.</source>
        <translation>训练开始时 %1 为 %2，而不是 %3；给出相同的值，或选择另一个文件夹。</translation>
    </message>
    <message>
        <source>The run names the scheme &apos;%1&apos;, which is not known.</source>
        <translation>运行结果指定的方案“%1”未知。</translation>
    </message>
    <message>
        <source>The safetensors header is broken: %1.</source>
        <translation>safetensors 文件头已损坏：%1。</translation>
    </message>
    <message>
        <source>The scale (%1) is in pixels; it is taken as so many, in units of 200.</source>
        <translation>尺度（%1）以像素为单位；将按该像素数换算为以 200 像素为单位的值。</translation>
    </message>
    <message>
        <source>The scale is not positive and is left out.</source>
        <translation>尺度不是正数，已略去。</translation>
    </message>
    <message>
        <source>The scale is not positive; centre and scale are left out.</source>
        <translation>尺度不是正数；中心和尺度已略去。</translation>
    </message>
    <message>
        <source>The scheme %1 does not give every landmark of %2, and %3 cannot leave a point out.</source>
        <translation>方案 %1 不能给出 %2 的全部关键点，而 %3 不能省略点。</translation>
    </message>
    <message>
        <source>The scheme %1 has no %2 distance; choose another normaliser, for instance box.</source>
        <translation>方案 %1 没有 %2 距离；选择其他归一化因子，例如 box。</translation>
    </message>
    <message>
        <source>The scheme &quot;%1&quot; has no mean shape.</source>
        <translation>方案“%1”没有平均形状。</translation>
    </message>
    <message>
        <source>The sheet would be more than 32767 pixels wide; make the pictures smaller.</source>
        <translation>拼图的宽度将超过 32767 像素；缩小图像。</translation>
    </message>
    <message>
        <source>The side of the crops must be a multiple of 4 between 32 and 1024, not %1.</source>
        <translation>裁剪图的边长必须是 32 到 1024 之间的 4 的倍数，而不是 %1。</translation>
    </message>
    <message>
        <source>The sigma of a distance map is a positive number of cells.</source>
        <translation>距离图的 σ 必须是正数，以单元格为单位。</translation>
    </message>
    <message>
        <source>The sigma of a heatmap is a positive number of cells.</source>
        <translation>热图的 σ 必须是正数，以单元格为单位。</translation>
    </message>
    <message>
        <source>The size of %1 image is not known and is written as 0.</source>
        <translation>%1 幅图像的尺寸未知，写为 0。</translation>
    </message>
    <message>
        <source>The size of %1 images is not known and is written as 0.</source>
        <translation>%1 幅图像的尺寸未知，写为 0。</translation>
    </message>
    <message>
        <source>The split by %1 left no face for training.</source>
        <translation>按 %1 划分后，没有剩余的人脸用于训练。</translation>
    </message>
    <message>
        <source>The split by %1 left no face for validation.</source>
        <translation>按 %1 划分后，没有剩余的人脸用于验证。</translation>
    </message>
    <message>
        <source>The statistics of shapes need at least %1 faces with all of their points, and 5 points a face.</source>
        <translation>形状统计至少需要 %1 张所有点都齐全的人脸，且每张人脸至少有 5 个点。</translation>
    </message>
    <message>
        <source>The statistics of shapes were cancelled.</source>
        <translation>形状统计已取消。</translation>
    </message>
    <message>
        <source>The study of decoders was cancelled.</source>
        <translation>解码器研究已取消。</translation>
    </message>
    <message>
        <source>The study of editing costs was cancelled.</source>
        <translation>编辑成本研究已取消。</translation>
    </message>
    <message>
        <source>The system failed to read or write the project; check its disk.</source>
        <translation>系统读写项目失败；检查项目所在的磁盘。</translation>
    </message>
    <message>
        <source>The tabs may have been replaced by blanks.</source>
        <translation>制表符可能已被替换为空格。</translation>
    </message>
    <message>
        <source>The temperature of the local soft-argmax is a positive number.</source>
        <translation>局部 soft-argmax 的温度必须是正数。</translation>
    </message>
    <message>
        <source>The tensor %1 of the crop cache must be %2 %3.</source>
        <translation>裁剪图缓存的张量 %1 必须是 %2 %3。</translation>
    </message>
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
    <message>
        <source>The training faces have another scheme than the faces to correct.</source>
        <translation>训练人脸的方案与待修正人脸的方案不同。</translation>
    </message>
    <message>
        <source>The two have different schemes (%1 and %2); convert one of them first.</source>
        <translation>两者的方案不同（%1 和 %2）；先转换其中一个。</translation>
    </message>
    <message>
        <source>The validation share must lie between 0 and 0.9, not %1.</source>
        <translation>验证比例必须在 0 到 0.9 之间，而不是 %1。</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; of %2 that the filter asks for no longer exists.</source>
        <translation>筛选条件所用的 %2 的值“%1”已不存在。</translation>
    </message>
    <message>
        <source>The value &quot;%1&quot; that the filter asks for no longer exists.</source>
        <translation>筛选条件所用的值“%1”已不存在。</translation>
    </message>
    <message>
        <source>The visibility flags are 0 and 1 only; 1 is taken as visible.</source>
        <translation>可见性标志只有 0 和 1；1 按可见处理。</translation>
    </message>
    <message>
        <source>The weights cannot be read to their end.</source>
        <translation>权重无法完整读取到末尾。</translation>
    </message>
    <message>
        <source>The weights cannot be read.</source>
        <translation>无法读取权重。</translation>
    </message>
    <message>
        <source>The weights changed while they were copied; try again.</source>
        <translation>权重在复制过程中发生了变化；重试一次。</translation>
    </message>
    <message>
        <source>The weights do not fit the network: %1.</source>
        <translation>权重与网络不符：%1。</translation>
    </message>
    <message>
        <source>The weights do not say which network they belong to; a card is needed.</source>
        <translation>权重没有说明属于哪个网络；需要卡片。</translation>
    </message>
    <message>
        <source>The weights lack initial_points, the shape that the network starts from; the card&apos;s option &quot;weights.start&quot;: &quot;mean-shape&quot; takes the scheme&apos;s.</source>
        <translation>权重缺少网络的起始形状 initial_points；卡片选项 &quot;weights.start&quot;: &quot;mean-shape&quot; 可采用方案的平均形状。</translation>
    </message>
    <message>
        <source>The weights of %1 are others now than those that made this run.</source>
        <translation>%1 现在的权重与生成此运行结果时的权重不同。</translation>
    </message>
    <message>
        <source>The window of the local soft-argmax has an odd side up to 99 cells.</source>
        <translation>局部 soft-argmax 的窗口边长必须是不超过 99 个单元格的奇数。</translation>
    </message>
    <message>
        <source>The zip container is broken: %1.</source>
        <translation>zip 容器已损坏：%1。</translation>
    </message>
    <message>
        <source>The zip container is compressed, which PyTorch&apos;s own files are not.</source>
        <translation>zip 容器经过压缩，而 PyTorch 自己的文件不压缩。</translation>
    </message>
    <message>
        <source>There are no landmarks in %1; annotate its faces first.</source>
        <translation>%1 中没有关键点；先标注其中的人脸。</translation>
    </message>
    <message>
        <source>There are no landmarks in &apos;%1&apos;; annotate its faces first.</source>
        <translation>“%1”中没有关键点；先标注其中的人脸。</translation>
    </message>
    <message>
        <source>There are no weights of a finished epoch.</source>
        <translation>没有任何已完成轮次的权重。</translation>
    </message>
    <message>
        <source>There is a column &quot;%1&quot; already.</source>
        <translation>已有列“%1”。</translation>
    </message>
    <message>
        <source>There is no %1 of %2.</source>
        <translation>没有 %2 的 %1。</translation>
    </message>
    <message>
        <source>There is no %1; this machine has %2.</source>
        <translation>没有 %1；本机有 %2 个 CUDA 设备。</translation>
    </message>
    <message>
        <source>There is no annotation format named &apos;%1&apos;.</source>
        <translation>没有名为“%1”的标注格式。</translation>
    </message>
    <message>
        <source>There is no data set to take faces from.</source>
        <translation>没有可从中取得人脸的数据集。</translation>
    </message>
    <message>
        <source>There is no face %1.</source>
        <translation>没有人脸 %1。</translation>
    </message>
    <message>
        <source>There is no face detector here. %1</source>
        <translation>此处没有人脸检测器。%1</translation>
    </message>
    <message>
        <source>There is no face detector of the kind &quot;%1&quot;; there are centerface, ultraface and haar.</source>
        <translation>没有“%1”类型的人脸检测器；可用的有 centerface、ultraface 和 haar。</translation>
    </message>
    <message>
        <source>There is no face with landmarks to write.</source>
        <translation>没有可写出的带关键点的人脸。</translation>
    </message>
    <message>
        <source>There is no format &quot;%1&quot;.</source>
        <translation>没有格式“%1”。</translation>
    </message>
    <message>
        <source>There is no image of the same name for %1 file, this is the first.</source>
        <translation>%1 个文件没有同名图像，这是第一个。</translation>
    </message>
    <message>
        <source>There is no image of the same name for %1 files, this is the first.</source>
        <translation>%1 个文件没有同名图像，这是第一个。</translation>
    </message>
    <message>
        <source>There is no landmark scheme &apos;%1&apos;.</source>
        <translation>没有关键点方案“%1”。</translation>
    </message>
    <message>
        <source>There is no landmark scheme &quot;%1&quot;.</source>
        <translation>没有关键点方案“%1”。</translation>
    </message>
    <message>
        <source>There is no map from the scheme &apos;%1&apos; of %2 to &apos;%3&apos;.</source>
        <translation>没有从 %2 的方案“%1”到“%3”的映射。</translation>
    </message>
    <message>
        <source>There is no model called %1 that can be used.</source>
        <translation>没有可以使用的名为 %1 的模型。</translation>
    </message>
    <message>
        <source>There is no model called %1.</source>
        <translation>没有名为 %1 的模型。</translation>
    </message>
    <message>
        <source>There is no model or file &quot;%1&quot;. Known models: mean-shape%2.</source>
        <translation>没有模型或文件“%1”。已知模型：mean-shape%2。</translation>
    </message>
    <message>
        <source>There is no network named &apos;%1&apos;.</source>
        <translation>没有名为“%1”的网络。</translation>
    </message>
    <message>
        <source>There is no picture to look for faces in.</source>
        <translation>没有可供检测人脸的图像。</translation>
    </message>
    <message>
        <source>There is no scheme &quot;%1&quot; to take a mean shape from.</source>
        <translation>没有可从中取得平均形状的方案“%1”。</translation>
    </message>
    <message>
        <source>There is no value called %1.</source>
        <translation>没有名为 %1 的值。</translation>
    </message>
    <message>
        <source>There is not enough memory to decode the picture.</source>
        <translation>内存不足，无法解码图像。</translation>
    </message>
    <message>
        <source>There is not enough memory to look for faces.</source>
        <translation>内存不足，无法检测人脸。</translation>
    </message>
    <message>
        <source>There is not enough memory to run the model.</source>
        <translation>内存不足，无法运行模型。</translation>
    </message>
    <message>
        <source>These are not the weights that the card &quot;%1&quot; describes: their SHA-256 differs. Use the right file or write a card for this one.</source>
        <translation>这不是卡片“%1”所描述的权重：SHA-256 不同。使用正确的文件，或为此文件编写卡片。</translation>
    </message>
    <message>
        <source>They are computed from its points.</source>
        <translation>它们由标注的点计算得出。</translation>
    </message>
    <message>
        <source>They are read from the image file.</source>
        <translation>它们从图像文件读取。</translation>
    </message>
    <message>
        <source>This .npy file %1</source>
        <translation>此 .npy 文件%1</translation>
    </message>
    <message>
        <source>This CSV file is no run: its first row must start with image,box_x.</source>
        <translation>此 CSV 文件不是运行结果：第一行必须以 image,box_x 开头。</translation>
    </message>
    <message>
        <source>This JSON file is no run: &apos;fiducial_run&apos; or &apos;faces&apos; is missing.</source>
        <translation>此 JSON 文件不是运行结果：缺少 &apos;fiducial_run&apos; 或 &apos;faces&apos;。</translation>
    </message>
    <message>
        <source>This LibTorch is built for the CPU alone; install its CUDA build.</source>
        <translation>此 LibTorch 只为 CPU 构建；安装其 CUDA 版本。</translation>
    </message>
    <message>
        <source>This database belongs to another program; it was left as it is.</source>
        <translation>此数据库属于其他程序；已保持原样。</translation>
    </message>
    <message>
        <source>This face cannot be predicted.</source>
        <translation>无法预测这张人脸。</translation>
    </message>
    <message>
        <source>This file holds weights without a network; a card must name their architecture.</source>
        <translation>此文件只含权重而不含网络；必须由卡片给出其结构。</translation>
    </message>
    <message>
        <source>This is a TorchScript file; its architecture is &quot;torchscript&quot;.</source>
        <translation>这是 TorchScript 文件；其结构为 &quot;torchscript&quot;。</translation>
    </message>
    <message>
        <source>This is a device or a pipe, a file was expected.</source>
        <translation>这是设备或管道，应为文件。</translation>
    </message>
    <message>
        <source>This is a folder, a file was expected.</source>
        <translation>这是文件夹，应为文件。</translation>
    </message>
    <message>
        <source>This is no JPEG, PNG, BMP, WebP, TIFF or GIF picture.</source>
        <translation>这不是 JPEG、PNG、BMP、WebP、TIFF 或 GIF 图像。</translation>
    </message>
    <message>
        <source>This is no ONNX model, or the file is damaged.</source>
        <translation>这不是 ONNX 模型，或文件已损坏。</translation>
    </message>
    <message>
        <source>This is no cascade that OpenCV can read.</source>
        <translation>这不是 OpenCV 能读取的级联分类器。</translation>
    </message>
    <message>
        <source>This is no checkpoint of a training run.</source>
        <translation>这不是训练的检查点。</translation>
    </message>
    <message>
        <source>This is no crop cache: its format is not %1.</source>
        <translation>这不是裁剪图缓存：其格式不是 %1。</translation>
    </message>
    <message>
        <source>This is no crop cache: the tensors images and points are not there.</source>
        <translation>这不是裁剪图缓存：没有张量 images 和 points。</translation>
    </message>
    <message>
        <source>This is no picture of a known format (JPEG, PNG, WebP, TIFF, BMP, PNM, JPEG 2000).</source>
        <translation>这不是已知格式（JPEG、PNG、WebP、TIFF、BMP、PNM、JPEG 2000）的图像。</translation>
    </message>
    <message>
        <source>This is not a project of Fiducial, or it is damaged; it was left as it is.</source>
        <translation>这不是 Fiducial 的项目，或项目已损坏；已保持原样。</translation>
    </message>
    <message>
        <source>This is not the file that the card &quot;%1&quot; describes.</source>
        <translation>这不是卡片“%1”所描述的文件。</translation>
    </message>
    <message>
        <source>This is the file the data set was read from; choose another place, or ask for it to be replaced.</source>
        <translation>这是数据集的源文件；选择其他位置，或要求替换它。</translation>
    </message>
    <message>
        <source>This model does not give heatmaps.</source>
        <translation>此模型不输出热图。</translation>
    </message>
    <message>
        <source>This model does not take one picture with three channels.</source>
        <translation>此模型的输入不是一幅三通道图像。</translation>
    </message>
    <message>
        <source>This model needs LibTorch, which is not here. %1</source>
        <translation>此模型需要 LibTorch，但此处没有。%1</translation>
    </message>
    <message>
        <source>This pickle file was not written by torch.save().</source>
        <translation>此 pickle 文件不是由 torch.save() 写出的。</translation>
    </message>
    <message>
        <source>This prediction belongs to no face: %1.</source>
        <translation>此预测不属于任何人脸：%1。</translation>
    </message>
    <message>
        <source>This safetensors file is no run: &apos;points&apos; or the list of images is missing. Are these weights?</source>
        <translation>此 safetensors 文件不是运行结果：缺少 &apos;points&apos; 或图像列表。这是否为权重？</translation>
    </message>
    <message>
        <source>This text has no closing quote.</source>
        <translation>此文本缺少结束引号。</translation>
    </message>
    <message>
        <source>Training has no option &apos;%1&apos;.</source>
        <translation>训练没有选项“%1”。</translation>
    </message>
    <message>
        <source>Two images have the id %1.</source>
        <translation>两幅图像的 id 都是 %1。</translation>
    </message>
    <message>
        <source>Two runs are compared on the same faces.</source>
        <translation>两个运行结果只能在相同的人脸上比较。</translation>
    </message>
    <message>
        <source>Unknown attributes of %1 face are written as 0.</source>
        <translation>%1 张人脸的未知属性写为 0。</translation>
    </message>
    <message>
        <source>Unknown attributes of %1 faces are written as 0.</source>
        <translation>%1 张人脸的未知属性写为 0。</translation>
    </message>
    <message>
        <source>Unknown kind of output.</source>
        <translation>未知的输出类型。</translation>
    </message>
    <message>
        <source>WFLW list</source>
        <translation>WFLW 列表</translation>
    </message>
    <message>
        <source>What stands before this place is loaded.</source>
        <translation>此处之前的内容已载入。</translation>
    </message>
    <message>
        <source>Whether a value exists is asked with = none or != none.</source>
        <translation>用 = none 或 != none 判断值是否存在。</translation>
    </message>
    <message>
        <source>Without a loss there is nothing to learn; set loss or map_weight.</source>
        <translation>没有损失函数就无从学习；设置 loss 或 map_weight。</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Writing to disk</source>
        <translation>写入磁盘</translation>
    </message>
    <message>
        <source>Writing was cancelled; no file was changed.</source>
        <translation>写入已取消；没有更改任何文件。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; %2</source>
        <translation>“%1” %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a model&apos;s name: it becomes a file name.</source>
        <translation>“%1”不能作为模型的名称：它会成为文件名。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name in a query.</source>
        <translation>“%1”不能作为筛选条件中的名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds %2 numbers; x, y and v of each point are needed.</source>
        <translation>“%1”含有 %2 个数字；每个点需要 x、y 和 v。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number by itself.</source>
        <translation>“%1”本身不是数字。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a flat list of finite numbers.</source>
        <translation>“%1”不是由有限数字组成的一维列表。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs the name of what it is taken from.</source>
        <translation>“%1”需要注明取值来源的名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands alone.</source>
        <translation>“%1”单独使用，不带参数。</translation>
    </message>
    <message>
        <source>&quot;(&quot;</source>
        <translation>&quot;(&quot;</translation>
    </message>
    <message>
        <source>&quot;)&quot;</source>
        <translation>&quot;)&quot;</translation>
    </message>
    <message>
        <source>&quot;=&quot; or &quot;!=&quot;</source>
        <translation>&quot;=&quot; 或 &quot;!=&quot;</translation>
    </message>
    <message>
        <source>&quot;=&quot;, &quot;!=&quot; or &quot;matches&quot;</source>
        <translation>&quot;=&quot;、&quot;!=&quot; 或 &quot;matches&quot;</translation>
    </message>
    <message>
        <source>&quot;abs&quot; needs its number in parentheses.</source>
        <translation>&quot;abs&quot; 的数字必须放在括号中。</translation>
    </message>
    <message>
        <source>&quot;and&quot; or &quot;or&quot;</source>
        <translation>&quot;and&quot; 或 &quot;or&quot;</translation>
    </message>
    <message>
        <source>&quot;and&quot;, &quot;or&quot; or the end</source>
        <translation>&quot;and&quot;、&quot;or&quot; 或末尾</translation>
    </message>
    <message>
        <source>a .pts file of the 300w layout holds one face: use --layout wflw for several faces per image</source>
        <translation>300w 布局的 .pts 文件只含一张人脸：每幅图像有多张人脸时使用 --layout wflw</translation>
    </message>
    <message>
        <source>a closing %1</source>
        <translation>结束引号 %1</translation>
    </message>
    <message>
        <source>a comparison</source>
        <translation>比较式</translation>
    </message>
    <message>
        <source>a comparison such as &gt; 0.08</source>
        <translation>比较式，例如 &gt; 0.08</translation>
    </message>
    <message>
        <source>a member ends behind the file</source>
        <translation>某个成员超出文件末尾</translation>
    </message>
    <message>
        <source>a member is not where its directory says</source>
        <translation>某个成员不在目录所示的位置</translation>
    </message>
    <message>
        <source>a name in quotes</source>
        <translation>带引号的名称</translation>
    </message>
    <message>
        <source>a name is too long</source>
        <translation>某个名称过长</translation>
    </message>
    <message>
        <source>a name, a number, &quot;not&quot; or &quot;(&quot;</source>
        <translation>名称、数字、&quot;not&quot; 或 &quot;(&quot;</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a number cannot be read</source>
        <translation>某个数字无法读取</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1 到 %2 之间的数字</translation>
    </message>
    <message>
        <source>a number, a name or a condition</source>
        <translation>数字、名称或条件</translation>
    </message>
    <message>
        <source>a shorter query</source>
        <translation>更短的筛选条件</translation>
    </message>
    <message>
        <source>a simpler query</source>
        <translation>更简单的筛选条件</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>带引号的文本</translation>
    </message>
    <message>
        <source>a text such as an image&apos;s name</source>
        <translation>文本，例如图像的名称</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>accuracy.%1 must be a number</source>
        <translation>accuracy.%1 必须是数字</translation>
    </message>
    <message>
        <source>another window</source>
        <translation>另一个窗口</translation>
    </message>
    <message>
        <source>area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>between 1 and 8 faces fit on a portrait, not %1</source>
        <translation>一张肖像可容纳 1 到 8 张人脸，而不是 %1 张</translation>
    </message>
    <message>
        <source>box</source>
        <translation>框</translation>
    </message>
    <message>
        <source>box size</source>
        <translation>框大小</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>框数据</translation>
    </message>
    <message>
        <source>breaks off inside a value</source>
        <translation>在某个值中间中断</translation>
    </message>
    <message>
        <source>breaks off or lacks a comma</source>
        <translation>中断或缺少逗号</translation>
    </message>
    <message>
        <source>breaks off or lacks a comma in a list</source>
        <translation>在某个列表中中断或缺少逗号</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>centre and scale</source>
        <translation>中心和尺度</translation>
    </message>
    <message>
        <source>covariances</source>
        <translation>协方差</translation>
    </message>
    <message>
        <source>data.pkl is missing</source>
        <translation>缺少 data.pkl</translation>
    </message>
    <message>
        <source>does not start as NumPy writes them.</source>
        <translation>的开头与 NumPy 写出的文件不符。</translation>
    </message>
    <message>
        <source>ends inside a text</source>
        <translation>在文本中间结束</translation>
    </message>
    <message>
        <source>ends within its header.</source>
        <translation>在文件头中间结束。</translation>
    </message>
    <message>
        <source>entry &apos;%1&apos; is not an object</source>
        <translation>条目“%1”不是对象</translation>
    </message>
    <message>
        <source>entry &apos;__metadata__&apos; is not an object</source>
        <translation>条目 &apos;__metadata__&apos; 不是对象</translation>
    </message>
    <message>
        <source>first_level is above last_level.</source>
        <translation>first_level 大于 last_level。</translation>
    </message>
    <message>
        <source>five points</source>
        <translation>五点</translation>
    </message>
    <message>
        <source>goes on after its closing brace</source>
        <translation>在右花括号之后还有内容</translation>
    </message>
    <message>
        <source>has %1 entries for %2 points</source>
        <translation>有 %1 个条目，而点有 %2 个</translation>
    </message>
    <message>
        <source>has %1 entries for the %2 points of %3</source>
        <translation>有 %1 个条目，而 %3 有 %2 个点</translation>
    </message>
    <message>
        <source>has %1 points for a scheme of %2</source>
        <translation>有 %1 个点，而方案有 %2 个点</translation>
    </message>
    <message>
        <source>has a covariance list that does not fit its points</source>
        <translation>的协方差列表与其点不符</translation>
    </message>
    <message>
        <source>has a peak list that does not fit its points</source>
        <translation>的峰值列表与其点不符</translation>
    </message>
    <message>
        <source>has no image</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <source>has no list of [x, y] points</source>
        <translation>没有 [x, y] 点的列表</translation>
    </message>
    <message>
        <source>has one point, but a curve needs two; set &quot;curve&quot; to false</source>
        <translation>只有一个点，而曲线需要两个点；将 &quot;curve&quot; 设为 false</translation>
    </message>
    <message>
        <source>has the same landmarks on both sides</source>
        <translation>两侧的关键点相同</translation>
    </message>
    <message>
        <source>has the shape %1); N x points x 2 or N x 2 points was expected.</source>
        <translation>的形状为 %1)；应为 N x 点数 x 2 或 N x 2 个点。</translation>
    </message>
    <message>
        <source>head pose</source>
        <translation>头部姿态</translation>
    </message>
    <message>
        <source>head pose (always kept)</source>
        <translation>头部姿态（始终保留）</translation>
    </message>
    <message>
        <source>holds %1 bytes of numbers, which its shape does not need.</source>
        <translation>含有 %1 字节的数值，与其形状不符。</translation>
    </message>
    <message>
        <source>holds %1; &apos;&lt;f4&apos; or &apos;&lt;f8&apos; was expected: save it as float32 or float64.</source>
        <translation>含有 %1；应为 &apos;&lt;f4&apos; 或 &apos;&lt;f8&apos;：保存为 float32 或 float64。</translation>
    </message>
    <message>
        <source>holds landmark %1, which is in a pair already</source>
        <translation>含有关键点 %1，而它已属于另一对</translation>
    </message>
    <message>
        <source>identifiers</source>
        <translation>标识符</translation>
    </message>
    <message>
        <source>imglab XML</source>
        <translation>imglab XML 文件</translation>
    </message>
    <message>
        <source>input must be a multiple of %1 pixels.</source>
        <translation>input 必须是 %1 像素的倍数。</translation>
    </message>
    <message>
        <source>input must be a multiple of 32 pixels.</source>
        <translation>input 必须是 32 像素的倍数。</translation>
    </message>
    <message>
        <source>is %1, allowed are %2 to %3</source>
        <translation>为 %1，允许的范围是 %2 到 %3</translation>
    </message>
    <message>
        <source>is &quot;%1&quot;, allowed are inter-ocular, inter-pupil, box, box-max, box-annotated and diagonal</source>
        <translation>为“%1”，允许的值有 inter-ocular、inter-pupil、box、box-max、box-annotated 和 diagonal</translation>
    </message>
    <message>
        <source>is &quot;%1&quot;, but &quot;interOcular&quot; is missing</source>
        <translation>为“%1”，但缺少 &quot;interOcular&quot;</translation>
    </message>
    <message>
        <source>is &quot;%1&quot;, but &quot;interPupil&quot; is missing</source>
        <translation>为“%1”，但缺少 &quot;interPupil&quot;</translation>
    </message>
    <message>
        <source>is a list where an object belongs</source>
        <translation>是列表，而此处应为对象</translation>
    </message>
    <message>
        <source>is a single value where an object belongs</source>
        <translation>是单个值，而此处应为对象</translation>
    </message>
    <message>
        <source>is in Fortran order: save numpy.ascontiguousarray(array).</source>
        <translation>采用 Fortran 存储顺序：改为保存 numpy.ascontiguousarray(array)。</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is nested deeper than %1 levels</source>
        <translation>的嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>is no valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>is no valid JSON near &apos;%1&apos;</source>
        <translation>在“%1”附近不是有效的 JSON</translation>
    </message>
    <message>
        <source>is not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>is not a known field</source>
        <translation>不是已知字段</translation>
    </message>
    <message>
        <source>is the scheme that the map starts from</source>
        <translation>与映射的起始方案相同</translation>
    </message>
    <message>
        <source>is true, but a closed curve needs at least 3 points</source>
        <translation>为 true，但闭合曲线至少需要 3 个点</translation>
    </message>
    <message>
        <source>is true, but loose points cannot be closed</source>
        <translation>为 true，但零散的点不能闭合</translation>
    </message>
    <message>
        <source>it appends where there is no list</source>
        <translation>向并非列表的位置追加内容</translation>
    </message>
    <message>
        <source>it ends early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>it holds too many values</source>
        <translation>含有过多的值</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>被截断</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>it recalls a value that it never kept</source>
        <translation>引用了从未存储的值</translation>
    </message>
    <message>
        <source>it stores a key where there is no dictionary</source>
        <translation>在没有字典的位置存储键</translation>
    </message>
    <message>
        <source>it takes a group that was not begun</source>
        <translation>取用了未曾开始的组</translation>
    </message>
    <message>
        <source>it takes a value where there is none</source>
        <translation>在没有值的位置取值</translation>
    </message>
    <message>
        <source>it uses operation %1, which is not read here</source>
        <translation>使用了操作 %1，此处不支持读取</translation>
    </message>
    <message>
        <source>its default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>its directory ends early</source>
        <translation>其目录提前结束</translation>
    </message>
    <message>
        <source>its directory is missing, so the file may be cut off</source>
        <translation>缺少目录，文件可能被截断</translation>
    </message>
    <message>
        <source>its length is larger than the file</source>
        <translation>其长度大于文件</translation>
    </message>
    <message>
        <source>its levels are too deep</source>
        <translation>其嵌套层数过深</translation>
    </message>
    <message>
        <source>its outputs have another shape</source>
        <translation>其输出的形状不同</translation>
    </message>
    <message>
        <source>its tensors overlap</source>
        <translation>其张量相互重叠</translation>
    </message>
    <message>
        <source>lacks a colon after a member&apos;s name</source>
        <translation>成员名称之后缺少冒号</translation>
    </message>
    <message>
        <source>lacks a value</source>
        <translation>缺少值</translation>
    </message>
    <message>
        <source>lacks the name of a member</source>
        <translation>缺少成员的名称</translation>
    </message>
    <message>
        <source>landmarks</source>
        <translation>关键点数据</translation>
    </message>
    <message>
        <source>map_stride must be 4, 8, 16, 32 or 64 and leave 4 x 4 cells or more.</source>
        <translation>map_stride 必须是 4、8、16、32 或 64，且热图至少有 4 x 4 个单元格。</translation>
    </message>
    <message>
        <source>map_weight is for networks with maps of a given form: hourglass, hrnet, keyposs, fan.</source>
        <translation>map_weight 用于热图形式给定的网络：hourglass、hrnet、keyposs、fan。</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>必须是列表</translation>
    </message>
    <message>
        <source>must be a text that is not empty</source>
        <translation>必须是非空文本</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>必须是整数</translation>
    </message>
    <message>
        <source>must be an object</source>
        <translation>必须是对象</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>必须是 true 或 false</translation>
    </message>
    <message>
        <source>must be two landmark indices</source>
        <translation>必须是两个关键点序号</translation>
    </message>
    <message>
        <source>must be two numbers</source>
        <translation>必须是两个数字</translation>
    </message>
    <message>
        <source>must fill a box whose longer side is 1</source>
        <translation>必须充满长边为 1 的框</translation>
    </message>
    <message>
        <source>must have the centre of its box at (0, 0)</source>
        <translation>的框中心必须位于 (0, 0)</translation>
    </message>
    <message>
        <source>must name at least one landmark</source>
        <translation>必须至少给出一个关键点</translation>
    </message>
    <message>
        <source>n_points is not a whole number.</source>
        <translation>n_points 不是整数。</translation>
    </message>
    <message>
        <source>n_points says %1, but %2 points follow.</source>
        <translation>n_points 为 %1，但其后有 %2 个点。</translation>
    </message>
    <message>
        <source>names landmark %1 a second time</source>
        <translation>重复给出关键点 %1</translation>
    </message>
    <message>
        <source>names the unknown scheme &quot;%1&quot;</source>
        <translation>给出了未知的方案“%1”</translation>
    </message>
    <message>
        <source>num_keypoints is %1, but %2 points are set.</source>
        <translation>num_keypoints 为 %1，但已设置 %2 个点。</translation>
    </message>
    <message>
        <source>options.%1 must be a text</source>
        <translation>options.%1 必须是文本</translation>
    </message>
    <message>
        <source>output.decoder &quot;%1&quot; is not known</source>
        <translation>output.decoder“%1”未知</translation>
    </message>
    <message>
        <source>peaks</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>point masks</source>
        <translation>点掩码</translation>
    </message>
    <message>
        <source>predicted points</source>
        <translation>预测点</translation>
    </message>
    <message>
        <source>process %1 on %2</source>
        <translation>%2 上的进程 %1</translation>
    </message>
    <message>
        <source>repeats &quot;%1&quot;</source>
        <translation>重复了“%1”</translation>
    </message>
    <message>
        <source>repeats the id or the two schemes of an earlier map</source>
        <translation>与前面某个映射的 id 或两个方案重复</translation>
    </message>
    <message>
        <source>repeats the name &quot;%1&quot;</source>
        <translation>重复了名称“%1”</translation>
    </message>
    <message>
        <source>scheme &quot;%1&quot; is not known</source>
        <translation>方案“%1”未知</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; does not fit its place in the file</source>
        <translation>张量“%1”与其在文件中的位置不符</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; has a dimension that is not a natural number</source>
        <translation>张量“%1”有一个维度不是自然数</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; has the unknown type &apos;%2&apos;</source>
        <translation>张量“%1”的类型“%2”未知</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; is described in an unknown way</source>
        <translation>张量“%1”的描述方式未知</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; is larger than its numbers</source>
        <translation>张量“%1”大于其数值数据</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; is larger than the file</source>
        <translation>张量“%1”大于文件</translation>
    </message>
    <message>
        <source>tensor &apos;%1&apos; lacks dtype, shape or data_offsets</source>
        <translation>张量“%1”缺少 dtype、shape 或 data_offsets</translation>
    </message>
    <message>
        <source>the crops</source>
        <translation>裁剪图</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>末尾</translation>
    </message>
    <message>
        <source>the file is shorter than 8 bytes</source>
        <translation>文件短于 8 字节</translation>
    </message>
    <message>
        <source>the file was not found; its crop is taken as 112 x 112 pixels.</source>
        <translation>未找到文件；其裁剪图按 112 x 112 像素处理。</translation>
    </message>
    <message>
        <source>the header cannot be read; its crop is taken as 112 x 112 pixels.</source>
        <translation>无法读取文件头；其裁剪图按 112 x 112 像素处理。</translation>
    </message>
    <message>
        <source>the map from 98 to 68 points is missing</source>
        <translation>缺少从 98 点到 68 点的映射</translation>
    </message>
    <message>
        <source>the name of a value</source>
        <translation>值的名称</translation>
    </message>
    <message>
        <source>the number of portraits must lie between 1 and 1000000, not %1</source>
        <translation>肖像的数量必须在 1 到 1000000 之间，而不是 %1</translation>
    </message>
    <message>
        <source>the numbers of a tensor are missing</source>
        <translation>缺少某个张量的数值</translation>
    </message>
    <message>
        <source>the numbers of tensor &apos;%1&apos; are missing</source>
        <translation>缺少张量“%1”的数值</translation>
    </message>
    <message>
        <source>the sides of a portrait must lie between 64 and 4096 pixels</source>
        <translation>肖像的边长必须在 64 到 4096 像素之间</translation>
    </message>
    <message>
        <source>the text is not valid JSON</source>
        <translation>文本不是有效的 JSON</translation>
    </message>
    <message>
        <source>the text must hold a JSON object</source>
        <translation>文本必须含有一个 JSON 对象</translation>
    </message>
    <message>
        <source>the text must hold a list</source>
        <translation>文本必须含有一个列表</translation>
    </message>
    <message>
        <source>token_stride must be 4, 8, 16 or 32.</source>
        <translation>token_stride 必须是 4、8、16 或 32。</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>unknown layout &apos;%1&apos;: use wflw or 300w</source>
        <translation>未知的布局“%1”：使用 wflw 或 300w</translation>
    </message>
    <message>
        <source>width must be a multiple of 16: the stem has a quarter of it, in blocks of a quarter.</source>
        <translation>width 必须是 16 的倍数：stem 的宽度为其四分之一，再按四分之一分块。</translation>
    </message>
    <message>
        <source>width must be a multiple of 4 x heads: the rotary positions turn pairs of channels in x and y.</source>
        <translation>width 必须是 4 x heads 的倍数：旋转位置编码在 x 和 y 方向上成对旋转通道。</translation>
    </message>
    <message>
        <source>%2, %1 point</source>
        <translation>%2，%1 个点</translation>
    </message>
    <message>
        <source>%2, %1 points</source>
        <translation>%2，%1 个点</translation>
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
    <name>TrainOption</name>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Preset of the network</source>
        <translation>网络的预设</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Start from these weights of the same network</source>
        <translation>从同一网络的这些权重开始</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>主干网络</translation>
    </message>
    <message>
        <source>Start the backbone from this checkpoint of torchvision</source>
        <translation>主干网络从 torchvision 的这个检查点开始</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边距</translation>
    </message>
    <message>
        <source>Field of the input over the longer side of the face&apos;s box</source>
        <translation>输入范围与人脸框长边之比</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色取值</translation>
    </message>
    <message>
        <source>Values the network sees. half: -1..1; unit: 0..1; imagenet: mean and deviation of ImageNet, for backbones of torchvision</source>
        <translation>网络看到的数值。half：-1..1；unit：0..1；imagenet：减去 ImageNet 的均值并除以其标准差，用于 torchvision 的主干网络</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>Of the coordinates in pixels of the input; awing: in fractions of it; pfld: squared and weighted by the error of the pose; star, star_v1, direction: with what heatmaps know of directions; none: of the maps alone</source>
        <translation>坐标的损失，以输入的像素计；awing：以输入的比例计；pfld：平方并按姿态误差加权；star、star_v1、direction：利用热图对方向的了解；none：只有热图的损失</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>smooth_l1, star: pixels below which the loss is quadratic</source>
        <translation>smooth_l1、star：小于这么多像素时损失为二次</translation>
    </message>
    <message>
        <source>Wing width</source>
        <translation>Wing 宽度</translation>
    </message>
    <message>
        <source>wing: pixels of the logarithmic part</source>
        <translation>wing：对数部分的像素数</translation>
    </message>
    <message>
        <source>Wing curvature</source>
        <translation>Wing 曲率</translation>
    </message>
    <message>
        <source>wing: pixels of the steep start</source>
        <translation>wing：陡峭起始部分的像素数</translation>
    </message>
    <message>
        <source>Earlier stages</source>
        <translation>前面各级</translation>
    </message>
    <message>
        <source>Weight of the stages before the last one (deep supervision)</source>
        <translation>最后一级之前各级的权重（深度监督）</translation>
    </message>
    <message>
        <source>Stage growth</source>
        <translation>逐级增长</translation>
    </message>
    <message>
        <source>So much more each of those weighs than the one before it; STAR and ADNet: 2</source>
        <translation>前面各级中，每一级的权重是上一级的多少倍；STAR 和 ADNet：2</translation>
    </message>
    <message>
        <source>Pose floor</source>
        <translation>姿态下限</translation>
    </message>
    <message>
        <source>pfld: added to the weight by pose, which is 0 for a perfect pose; 0: as published</source>
        <translation>pfld：加到姿态权重上的值，姿态完全正确时该权重为 0；0：与发表时一致</translation>
    </message>
    <message>
        <source>Star distance</source>
        <translation>STAR 距离</translation>
    </message>
    <message>
        <source>star: of the errors along the axes of a heatmap</source>
        <translation>star：沿热图各轴的误差的距离</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>离散度</translation>
    </message>
    <message>
        <source>star: weight of the variances of the heatmaps</source>
        <translation>star：热图方差的权重</translation>
    </message>
    <message>
        <source>Map weight</source>
        <translation>热图权重</translation>
    </message>
    <message>
        <source>Weight of the loss of point and edge maps; STAR and ADNet: 10</source>
        <translation>点热图和边缘热图损失的权重；STAR 和 ADNet：10</translation>
    </message>
    <message>
        <source>Map loss</source>
        <translation>热图损失</translation>
    </message>
    <message>
        <source>Of point and edge maps</source>
        <translation>点热图和边缘热图的损失</translation>
    </message>
    <message>
        <source>Map sigma</source>
        <translation>热图 sigma</translation>
    </message>
    <message>
        <source>Of the Gaussians that maps learn, in cells</source>
        <translation>热图所学高斯的 sigma，以格为单位</translation>
    </message>
    <message>
        <source>Siamese</source>
        <translation>孪生</translation>
    </message>
    <message>
        <source>Weight of what two views of each face disagree about; 0: one view. Two views take twice the memory</source>
        <translation>同一人脸两个视图不一致之处的权重；0：只用一个视图。两个视图占用两倍内存</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Kind of optimiser</source>
        <translation>优化器的种类</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Highest learning rate</source>
        <translation>最高学习率</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>Share of it that is left at the end of the cosine</source>
        <translation>余弦结束时剩余的学习率比例</translation>
    </message>
    <message>
        <source>Warm up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises</source>
        <translation>学习率上升阶段占总步数的比例</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Of weights; not of biases and norms</source>
        <translation>只作用于权重，不作用于偏置和归一化</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>sgd: momentum; adamw: the first beta</source>
        <translation>sgd：动量；adamw：第一个 beta</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: any</source>
        <translation>梯度的最大范数；0：不限</translation>
    </message>
    <message>
        <source>Ema</source>
        <translation>EMA</translation>
    </message>
    <message>
        <source>Decay of the averaged weights; they remember at most 5 % of the steps; 0: no average</source>
        <translation>平均权重的衰减；最多记住 5 % 的步数；0：不平均</translation>
    </message>
    <message>
        <source>Freeze norms</source>
        <translation>冻结归一化</translation>
    </message>
    <message>
        <source>Share of the steps, at the end, in which batch norms use their memory as they do when predicting; for few faces or small maps</source>
        <translation>最后这一比例的步数中，批归一化使用记忆值，与预测时相同；用于人脸很少或热图很小时</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Faces a step</source>
        <translation>每步的人脸数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Passes over the training faces</source>
        <translation>遍历训练人脸的次数</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Stop after so many epochs without a better validation NME; 0: never</source>
        <translation>验证 NME 这么多轮没有改善就停止；0：不停止</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Share of faces that are mirrored</source>
        <translation>被镜像的人脸比例</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Largest rotation in degrees</source>
        <translation>最大旋转角度（度）</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Largest change of size, as a share</source>
        <translation>大小的最大变化比例</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Largest shift along each axis, as a share of the field</source>
        <translation>沿各轴的最大平移，占范围的比例</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色变化</translation>
    </message>
    <message>
        <source>Strength of changes of brightness, contrast, saturation and tint</source>
        <translation>亮度、对比度、饱和度和色调变化的强度</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Share of faces without colour</source>
        <translation>去掉颜色的人脸比例</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Share of faces blurred by down-sampling</source>
        <translation>用降采样模糊的人脸比例</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>遮盖</translation>
    </message>
    <message>
        <source>Share of faces with a covering rectangle</source>
        <translation>带遮盖矩形的人脸比例</translation>
    </message>
    <message>
        <source>Cover side</source>
        <translation>遮盖边长</translation>
    </message>
    <message>
        <source>Largest side of such a rectangle, as a share of the input</source>
        <translation>遮盖矩形的最大边长，占输入的比例</translation>
    </message>
    <message>
        <source>Jpeg</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>Share of faces with the blocks of a JPEG</source>
        <translation>带 JPEG 块效应的人脸比例</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or cuda:N</source>
        <translation>auto、cpu、cuda 或 cuda:N</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Of the network&apos;s layers; half precision on CUDA only</source>
        <translation>网络各层的精度；半精度仅限 CUDA</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Threads on the CPU; 0: all cores</source>
        <translation>CPU 线程数；0：全部核心</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same weights on the same machine</source>
        <translation>同一台机器上，相同的种子得到相同的权重</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>可重复</translation>
    </message>
    <message>
        <source>Repeatable kernels on CUDA, which are somewhat slower</source>
        <translation>CUDA 上可重复的计算，速度略慢</translation>
    </message>
    <message>
        <source>Log steps</source>
        <translation>日志间隔</translation>
    </message>
    <message>
        <source>Steps between lines of the log</source>
        <translation>日志两行之间的步数</translation>
    </message>
    <message>
        <source>Checkpoint steps</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Steps between checkpoints within an epoch; 0: at its end only</source>
        <translation>一轮之内两个检查点之间的步数；0：只在轮末</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kind of network</source>
        <translation>网络的种类</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Number of landmarks</source>
        <translation>关键点的个数</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Side of the square input in pixels</source>
        <translation>正方形输入的边长（像素）</translation>
    </message>
    <message>
        <source>Convolutional network that makes the feature maps</source>
        <translation>生成特征图的卷积网络</translation>
    </message>
    <message>
        <source>Backbone width</source>
        <translation>主干宽度</translation>
    </message>
    <message>
        <source>Factor on the channels of MobileNetV3 and PFLD</source>
        <translation>MobileNetV3 和 PFLD 通道数的倍数</translation>
    </message>
    <message>
        <source>First level</source>
        <translation>首层</translation>
    </message>
    <message>
        <source>First feature map used: 1 to 4 for strides 4 to 32</source>
        <translation>使用的第一个特征图：1 到 4 对应步长 4 到 32</translation>
    </message>
    <message>
        <source>Last level</source>
        <translation>末层</translation>
    </message>
    <message>
        <source>Last feature map used</source>
        <translation>使用的最后一个特征图</translation>
    </message>
    <message>
        <source>Token stride</source>
        <translation>词元步长</translation>
    </message>
    <message>
        <source>Pixels per image token and axis</source>
        <translation>每个图像词元在各轴上的像素数</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Channels of a token, or of a heatmap network&apos;s features</source>
        <translation>词元的通道数，或热图网络特征的通道数</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>Attention heads</source>
        <translation>注意力头的个数</translation>
    </message>
    <message>
        <source>Mlp</source>
        <translation>MLP</translation>
    </message>
    <message>
        <source>Hidden width of the MLP in an encoder layer</source>
        <translation>编码器层中 MLP 的隐藏宽度</translation>
    </message>
    <message>
        <source>Reference layers</source>
        <translation>参考层</translation>
    </message>
    <message>
        <source>Encoder layers before the first coordinates; 0: one linear layer over all image tokens</source>
        <translation>得到第一组坐标之前的编码器层数；0：对所有图像词元用一个线性层</translation>
    </message>
    <message>
        <source>Refine layers</source>
        <translation>细化层</translation>
    </message>
    <message>
        <source>Encoder layers that each add offsets; decoder layers of SLPT</source>
        <translation>各自加上偏移的编码器层数；SLPT 的解码器层数</translation>
    </message>
    <message>
        <source>Head layers</source>
        <translation>头部层</translation>
    </message>
    <message>
        <source>Hidden layers between a token and its offset</source>
        <translation>词元到其偏移之间的隐藏层数</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Landmark tokens receive the feature maps at the landmark</source>
        <translation>关键点词元取得关键点处的特征</translation>
    </message>
    <message>
        <source>Stacks</source>
        <translation>堆叠数</translation>
    </message>
    <message>
        <source>Hourglasses one after another</source>
        <translation>依次相接的沙漏个数</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>How an hourglass halves its maps; blur: against aliasing</source>
        <translation>沙漏如何将特征图减半；blur：防止混叠</translation>
    </message>
    <message>
        <source>Map stride</source>
        <translation>热图步长</translation>
    </message>
    <message>
        <source>KeyPosS: pixels of the input a cell of the maps</source>
        <translation>KeyPosS：热图每格对应的输入像素数</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>How coordinates are read from maps. soft-argmax: mean of the whole map; local-soft-argmax: of 5 x 5 cells; the others are for maps that learned a Gaussian</source>
        <translation>如何从热图读取坐标。soft-argmax：整幅热图的均值；local-soft-argmax：5 x 5 格的均值；其余用于学习高斯的热图</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Places that cells stand for. corners: the outer ones lie on the borders; centres: each in the middle of its share; origin: each at its start</source>
        <translation>各格代表的位置。corners：最外的格位于边界；centres：各在其份额的中间；origin：各在其起点</translation>
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
    <message>
        <source>%1 (%2)</source>
        <comment>description and range of an option</comment>
        <translation>%1（%2）</translation>
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
    <name>fiducial::ui::TrainingSession</name>
    <message>
        <source>Cutting faces</source>
        <translation>正在裁剪人脸</translation>
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
