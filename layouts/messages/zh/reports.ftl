# 带走的材料:简报、通报、幻灯片

brief = 一页简报
brief-title = { $subject } · 一页简报
brief-projects = 重点项目
brief-projects-about = 按已公布金额，{ $of } 个中的 { $n } 个；金额不可相加
brief-strengths = 长板
brief-strengths-about = 按本图谱所知依据
brief-city-strengths = 各市长板
brief-city-strengths-about = 各市自述的产业，按依据多少
brief-sources = 来源
brief-scan = 扫码看页面
brief-printed = 打印 { $date }
brief-live = 在线查看
brief-other-scope = 口径不同，不相比
brief-leads = { $place } { $n } 项居首
brief-compare-headline = { $places }：{ $n } 项可比指标
brief-compare-leads = 同一时期、同一口径之下：{ $counted }。
brief-compare-rule = 图谱自己的计数和没有优劣方向的指标不计入居首；并列第一不计。
brief-known = 本图谱所知
brief-nothing-known = 尚无所知
brief-count-projects = 项目记录
brief-count-companies = 企业
brief-count-zones = 开发区、园区与基地
brief-count-towns = 专业镇
brief-count-statements = 产业表述
brief-records = { $n } 条
brief-stages = 走到哪一步
brief-stages-about = 已知项目记录，按阶段
brief-chain-cities = 在哪些市
brief-chain-map = { $industry }：各市已知依据
brief-chain-kicker = 省级重点产业链
brief-industry-kicker = 产业
brief-chain-headline-0 = { $industry }：本图谱尚无所知
brief-chain-headline-1 = { $industry }：依据集中在{ $first }
brief-chain-headline-2 = { $industry }：依据最多在{ $first }和{ $second }
brief-chain-counted = 本图谱所知 { $n } 条依据，分布在 { $of } 市中的 { $cities } 市；这是公开信息的多少，不是产业的大小。
brief-gaps = { $segment }尚未见到：{ $links }。
brief-gaps-count = { $segment }：{ $of } 个环节中 { $n } 个尚未见到。
brief-segment-up = 上游
brief-segment-mid = 中游
brief-segment-down = 下游
brief-segment-whole = 链上

slides-map = 地图
slides-chart = 图表
slides-table = 列表
slides-legend = 图例
slides-label = 文字
slides-source = 来源：{ $name }{ $more ->
    [0] {""}
   *[other] {" "}及另 { $more } 处，见备注
 }
slides-edition = 数据版本 { $id }（{ $date }）

bulletin = 通报
bulletin-title = 各市指标通报
bulletin-title-investment = 招商引资与项目推进通报
bulletin-title-economy = 经济运行通报
bulletin-title-population = 人口通报
bulletin-title-industry = 产业发展通报
bulletin-title-cluster = 产业集群通报
bulletin-title-atlas = 图谱所知通报
bulletin-province = 全省
bulletin-rank = 第 { $n }
bulletin-move = { $way ->
    [up] ↑{ $n }
    [down] ↓{ $n }
   *[same] →
 }
bulletin-apart = 口径不同，不排名
bulletin-both = ↑↓ 只比这 { $n } 市
bulletin-since = 与{ $period }比
bulletin-targets = 目标与完成
bulletin-targets-about = { $all } 市中 { $cities } 市公布过目标，列 { $of } 条中的 { $n } 条
bulletin-target = 目标
bulletin-actual = 完成
bulletin-outcome = 对比
bulletin-part = 只公布了{ $period }，不算完成率
bulletin-scope = 口径不同（{ $scope }），不相比
bulletin-points = { $n } 个百分点
bulletin-reached = 完成 { $rate }
bulletin-rule = 只有同一指标、同一时期、同一口径的数字才排名；未公布不等于零。位次升降（↑↓）只在两年都有数字的市之间比较。

take-away = 简报与 PPT
take-away-paper = 打印材料
take-away-stage = 演示材料
take-away-brief = 一页简报 PDF
take-away-bulletin-investment = 招商引资通报 PDF
take-away-bulletin-economy = 经济运行通报 PDF
take-away-slides-zh = 幻灯片 PPT（中文）
take-away-slides-en = 幻灯片 PPT（英文）
take-away-slides-both = 幻灯片 PPT（中英）
take-away-single = 离线演示单文件 HTML
brief-rows = { $of } 项中的 { $n } 项
