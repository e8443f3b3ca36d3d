# 山西招商地图 · 中文

title = 山西招商地图
skip = 跳到正文
pages = 页面
nav-overview = 总览
nav-sources = 数据与来源
other-language = English
switch-language = 切换到英文
share = 分享
share-title = 分享这一屏
share-link = 链接
share-copy = 复制链接
share-copied = 已复制
share-qr = 扫码打开同一屏
close = 关闭
search = 搜索
search-placeholder = 搜索城市、企业、产业
search-nothing = 没有找到
search-no-amount = 金额未公布
contents = 目录
breadcrumb = 位置
to-overview = 回到全省总览
missing-page = 没有这个页面

edition = 数据版本：{ $title } { $date }（{ $id }）
boundary-unconfirmed = 边界：天地图；审图号待核
boundary-confirmed = 边界：天地图；审图号：{ $number }
licence = 数字均注明出处；未公布不等于零，口径不同不相比、不相加。

notice-too-long = 地址过长，只读取了开头部分。
notice-unreadable = 地址无法读取，已回到总览。
notice-no-page = 没有“{ $value }”这个页面。
notice-bad-value = 地址中的{ $parameter }“{ $value }”不合格式，已略去。
notice-unknown-value = 没有{ $parameter }“{ $value }”，已改用默认。
notice-no-latest = 期间“latest”须与有最新数字的指标同用，已改用默认期间。
notice-unknown-place = 没有代码为“{ $value }”的市县。
notice-no-figures = 这一层级没有“{ $value }”的可比数字，已改用默认指标。
parameter-address = 地址
parameter-path = 路径
parameter-indicator = 指标
parameter-period = 时期
parameter-scope = 口径
parameter-region = 地区
parameter-industry = 产业
parameter-stage = 阶段
parameter-origin = 来源地
parameter-level = 层级
parameter-compare = 对比城市
parameter-lang = 语言
parameter-scene = 场景
parameter-edition = 数据版本

indicator = 指标
period = 时期
scope = 口径
scope-counts = 统计内容
scope-printed = 口径原文
scope-mixed = 各地时期与口径不一
unit = 单位
mode = 呈现方式
mode-comparable = 可比数字
mode-latest = 各地最新
mode-known = 图谱所知
level = 层级
level-prefecture = 市
level-county = 县
coverage-short = { $n }/{ $of }
family-investment = 招商引资
family-cluster = 产业集群
family-economy = 经济
family-population = 人口
family-industry = 产业
family-pipeline = 项目谋划
family-environment = 营商环境
family-cooperation = 合作
family-rank = 位次
family-derived = 推算
family-atlas = 本图谱所知

map-title = 地图：{ $indicator }
map-open = 点击或按回车打开
map-ask = 按 P 查看出处
map-failed = 地图未能载入，请刷新页面
mark-value = { $place }：{ $indicator } { $value }（{ $period }）
mark-not-comparable = { $place }：{ $indicator } { $value }，口径不同，不可比（{ $scope }）
mark-not-published = { $place }：{ $indicator } 未公布
mark-latest = { $place }：{ $indicator } { $value }（{ $when }）
not-published = 未公布
not-comparable = 不可比
not-published-not-zero = 未公布不等于零。
rest-not-published = 其余 { $n } 个县未公布。未公布不等于零。
not-comparable-scope = 口径不同（{ $scope }），列出而不比较
not-comparable-caution = 统计范围与其他市不一致，列出而不比较
not-comparable-weak = 来源存疑，列出而不比较
not-comparable-indicator = 该指标各地含义不一，列出而不比较

legend-method = 自然间断分级（Fisher–Jenks）
legend-distinct = 每个数值自成一级
legend-latest = 圆面积与数值成正比；时期与口径写在旁边，不分级、不排名
scope-sign = 口径{ $n }
timeline = 时期
play = 播放各期
one-period = 仅此一期
ranking = 排名

headline-first-high = { $places }居首：{ $indicator }{" "}
headline-first-low = { $places }居首：{ $indicator }{" "}
headline-tied-high = { $places }并列第一：{ $indicator }{" "}
headline-tied-low = { $places }并列第一：{ $indicator }{" "}
headline-equal = 各地{ $indicator }相同：
headline-after-city = ，可比 { $n } 市
headline-after-county = ，可比 { $n } 县
headline-nothing = { $indicator }：尚无可比数字
detail-what = { $period } · { $indicator } · 口径：{ $scope }
detail-last = { $n ->
    [one] 最末为{ $places }，{ $value }。
   *[other] 最末为{ $places }，{ $value }。
 }
detail-coverage-city = { $of } 市中 { $n } 市可比{ $other ->
    [0] {""}
   *[other] ，{ $other } 市口径不同
 }{ $missing ->
    [0] {""}
   *[other] ，{ $missing } 市未公布
 }。
detail-complete-city = { $of } 市均有数据。
detail-coverage-county = { $of } 县中 { $n } 县可比{ $other ->
    [0] {""}
   *[other] ，{ $other } 县口径不同
 }{ $missing ->
    [0] {""}
   *[other] ，{ $missing } 县未公布
 }。
detail-complete-county = { $of } 县均有数据。
detail-sum = 可比的 { $n } 市合计 { $total }；全省公布 { $province }。
latest-headline = 各地最新公布的{ $indicator }
latest-list = 各地最新：{ $indicator }
latest-warning = 时期与口径各不相同，请逐一阅读，不作比较和排名。
latest-coverage = { $of } 地中 { $n } 地有公布的数字。
places-count = { $n } 地

province-figures = 全省数据
province-says = 起始报道所述
corrected = 更正
corrected-from = 原文印作{ $wrong }，据佐证校订为{ $right }。
see-correction = 查看更正与佐证
correction-from-to = 原文印在{ $wrong }名下，应为：
printed-here = 起始报道中有 { $n } 条陈述误印在本市名下，已校订到
column-story = 要点
column-map = 地图
column-ranking = 排名与活动
change-on = 较{ $period } { $change }
points = { " " }个百分点
points-long = 个百分点

ladder = 从洽谈到资金到位
rung-talks = 洽谈
rung-signed = 签约
rung-started = 开工
rung-completed = 投产
rung-funds = 资金到位
rate-conversion = 占签约数的 { $rate }
rate-ratio = 相当于签约数 { $rate }（非同批项目）

events = 招商活动
none-events = 本图谱尚未收录该地的招商活动。
undated = 日期未注明
more = 其余 { $n } 条
more-figures = 其余 { $n } 项数据
source = 来源
ask-source = 查看来源
not-stated = 未说明
place = 地区

figures = 主要数据
none-figures = 尚未找到该地公开的数据。
missing-title = 尚未见公开：
rank-of = 第 { $rank } / { $of } 市
rank-alone = 第 { $rank }
weak-source = 来源存疑
year = 年份
as-table = 以表格查看
series-break = 折线在统计口径变动处断开，断点两侧不可比。

strength-two = { $first }与{ $second }是{ $place }的长板
strength-one = { $first }是{ $place }的长板
strength-known = { $place }：依据最多的产业是{ $first }
strength-none = { $place }：尚无公开的产业表述
strength-basis = 按本图谱收录的依据多少排列：该地自己的产业表述、产业集群与项目记录；不代表产值。
none-strengths = 尚未找到该地关于产业的公开表述、集群或项目。
role-pillar = 支柱
role-chain = 重点产业链
role-emerging = 新兴
role-speciality = 特色
evidence = 佐证：
evidence-count = { $n } 条依据
evidence-short = { $n } 条依据
evidence-parts = 产业表述 { $statements } 条，集群 { $clusters } 个，项目记录 { $projects } 条
from-article = 起始报道所述

projects = 项目
project = 项目
projects-note = 同一项目的签约、开工、投产可能各有一条记录，金额不可相加。
none-projects = 本图谱尚未收录该地的项目。
investor = 投资方
industry = 产业
amount = 金额
amount-not-published = 未公布
stage = 阶段
stage-talks = 洽谈
stage-signed = 签约
stage-started = 开工
stage-building = 在建
stage-completed = 投产
stage-none = 前期

clusters = 产业集群、园区与企业
none-clusters = 本图谱尚未收录该地的集群、园区或企业。
kind-chain = 省级重点产业链
kind-chain_master = 链主企业
kind-specialised_town = 专业镇
kind-development_zone = 开发区
kind-national_cluster = 国家级集群
kind-base = 基地
kind-park = 园区
kind-leading_company = 龙头企业
kind-chain_core = 链核企业
kind-investor = 投资方
kind-industry = 产业
kind-region = 地区
kind-project = 项目

environment = 营商环境
none-environment = 尚未找到该地营商环境的公开数字。
compare = 与其他市对比
compare-with = 选择对比的市
compare-hint = 最多再选三个市。只列同一时期、同一口径的数字；口径不同者标 ≠ 并说明原因。

sources-title = 数据与来源
sources-lead = 每个数字都可以追问出处。这里是全部来源、指标定义、更正、覆盖情况与下载。
sources-coverage = 覆盖情况
sources-corrections = 更正
sources-indicators = 指标定义
sources-documents = 来源
sources-downloads = 下载
coverage-note = 每格为该市该指标最新一期；— 为未公布。
cities-with = 有数据的市
definition = 定义
additive = 可否相加
comparable = 可否比较
yes = 可
no = 否
documents-note = 官方与媒体来源附原文链接；转载只列名称，不链接。
tier-official = 官方
tier-official-note = 政府与统计部门的网页
tier-press = 媒体
tier-press-note = 新闻媒体的网页
tier-seed = 起始报道
tier-seed-note = 图谱由此开始的报道
tier-copy = 转载
tier-copy-note = 他处转载的报道或公报，只列名称
tier-weak = 存疑
tier-weak-note = 无作者或经改动的页面，不着色、不排名
tier-atlas = 本图谱
tier-atlas-note = 由本版数据计数或推算
table = 表
rows = 行数
download = 下载
download-lead = 全部数据的说明：
download-prefectures = 市界 GeoJSON
download-counties = 县界 GeoJSON
table-figures = 数字（统一口径、单位后的观测值、计数与推算）

passport = 出处
passport-unknown = 没有找到这个数字的出处。
passport-rank = { $indicator } · 位次
passport-sum = { $indicator } · 可比各市合计
passport-change = { $indicator } · 变化
caution = 注意：
other-sources = 其他来源
input = 推算依据：
qualifier = 限定
qualifier-exact = 准确
qualifier-over = 超
qualifier-about = 约
qualifier-target = 目标
qualifier-cumulative = 累计
qualifier-over-long = “以上”“超过”：实际数不低于此
qualifier-about-long = 约数
qualifier-target-long = 目标或预计，不是结果
qualifier-cumulative-long = 多期累计，不是一期之数
as-printed = 原文
comparison = 比较
kind = 性质
derived-note = 由本图谱用下列数字推算
count-note = 按本版数据计数，反映公开资料的多少
correction = 更正
year-inferred = 年份为推断
inferred = 推断
rival-agrees = 一致
rival-disagrees = 不一致
count-rows = 本图谱的计数
counted-from = 所计条目的来源
counted-more = 另有 { $n } 份
count-coverage = 覆盖：有数字的地区个数
count-classes = 分级界线，由各地数值算出
count-evidence = 依据条数：产业表述、集群与项目记录
count-projects = 项目记录条数
count-corrections = 更正条数
