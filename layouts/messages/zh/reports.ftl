# 带走的材料:简报、通报、幻灯片

brief = 一页简报
brief-title = { $subject } · 一页简报
brief-projects = 重点项目
brief-projects-about = 按已公布金额,{ $of } 个中的 { $n } 个;金额不可相加
brief-strengths = 长板
brief-strengths-about = 按本图谱所知依据
brief-city-strengths = 各市长板
brief-city-strengths-about = 各市自述的产业,按依据多少
brief-sources = 来源
brief-scan = 扫码看活的页面
brief-printed = 打印 { $date }
brief-live = 在线查看
brief-other-scope = 口径不同,不相比
brief-leads = { $place } { $n } 项居首
brief-compare-headline = { $places }:{ $n } 项可比指标
brief-compare-leads = 同一时期、同一口径之下:{ $counted }。
brief-compare-rule = 图谱自己的计数和没有优劣方向的指标不计入居首;并列第一不计。
