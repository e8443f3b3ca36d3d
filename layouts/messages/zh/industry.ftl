# 产业页 · 中文

nav-industry = 产业
industry-list-title = { $n } 条省级重点产业链与各产业的分布
industry-list-detail = 按本图谱所知，依据最多的产业链是{ $first }（{ $n } 条），最少的是{ $last }（{ $m } 条）。
industry-basis = 依据为项目记录、集群园区企业与各地产业表述的条数，反映公开资料的多少，不代表产值。
industry-legend = 每市已知依据条数，各图同一分级
industry-none-known = 未见依据
industry-chains = 省级重点产业链
industry-nothing-of = 未见依据：
industry-inside = 其中
industry-chain-kicker = 省级重点产业链
industry-level-sector = 产业门类
industry-level-chain = 产业链
industry-level-industry = 产业
industry-headline = { $industry }：{ $places }{ $n ->
    [1] 的依据最多
   *[other] 的依据并列最多
 }
industry-headline-many = { $industry }：{ $n } 市有依据，未见突出者
industry-headline-none = { $industry }：尚未见任何一市的依据
industry-known = 已知 { $n } 条依据：项目记录 { $projects } 条，集群、园区与企业 { $clusters } 个，产业表述 { $statements } 份。
industry-places = { $of } 市中 { $n } 市有依据{ $missing ->
    [0] {""}
   *[other] ，{ $missing } 市未见
 }；最多的一市占各市合计的 { $share }。
industry-listed = 列入省级重点产业链：{ $years }
industry-count-evidence = 依据合计
industry-count-projects = 项目记录
industry-count-clusters = 集群、园区与企业
industry-count-companies = 企业
industry-count-zones = 开发区、园区与基地
industry-count-towns = 专业镇
industry-count-masters = 链主与链核企业
industry-count-statements = 产业表述
industry-evidence = 各市依据
industry-open-place = 打开{ $place }
industry-no-words = 该市及所辖县未见把它列为支柱、新兴、特色或重点产业的表述。
industry-no-master = 未见公布该产业链的链主企业。
industry-no-clusters = 本图谱尚未收录该产业的集群、园区或企业。
industry-no-projects = 本图谱尚未收录该产业的项目。
industry-segments = 上、中、下游
industry-segments-note = 环节引自所注来源；企业、园区与项目按名称、原文用词和所归产业归入，皆未写明者不在其列。
industry-segment-up = 上游
industry-segment-mid = 中游
industry-segment-down = 下游
industry-segment-unplaced = 未注明上中下游
industry-gap = 未见记录
industry-gaps = 空白环节（本图谱未见记录，不等于没有）：{ $gaps }。
industry-silent = 来源未写明：{ $segments }。
industry-no-segments = 未见公开来源说明该产业链的上、中、下游环节。
industry-no-chain = 该产业不在省级重点产业链之列，未见公开来源说明其上、中、下游环节。
industry-trend = { $place } · { $product }
industry-trend-note = 各年取自 { $n } 份来源，统计范围可能不同；一年有多份来源时取层级较高者。
industry-measured = 公开的产量、产值与从业人员
industry-measured-note = 每个数字各有时期与口径，不相加、不排名。
industry-not-measured = 未见该产业公开的产量或产值。
industry-output = 产量或产能
industry-employees = 从业人员
industry-section = 国民经济行业门类：{ $name }（范围大于本产业）
industry-no-employees = 分市、分产业的从业人员未见公布，因此不计算区位商。
industry-compare = 与其他产业对比
industry-compare-with = 选择对比的产业
industry-compare-hint = 最多再选三个。依据条数同一口径、同一刻度。
industry-compare-cities = 各市依据
industry-compare-refused = 下列产量、产值、占比的单位或口径不同，不放在一起比较：
industry-overlap = { $part }是{ $whole }的一部分，两者的条数有重叠。
notice-unknown-industry = 没有“{ $value }”这个产业。
