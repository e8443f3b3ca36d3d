"""Every column, defined once: what screen, tooltip, validation, download and data dictionary all read.

A column name means the same thing in every table. Names carry their unit (``amount_yi`` is 亿元, CNY 100 million).
"""

from dataclasses import dataclass

from data.periods import PERIOD_PATTERN


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: as in the file's first line.
        kind: ``string``, ``integer``, ``number`` or ``boolean``.
        label_zh: label in Chinese.
        label_en: label in English.
        meaning_zh: what a value says, in Chinese.
        meaning_en: what a value says, in English.
        unit: unit of the values, "" when they have none or when another column names it.
        pattern: regular expression a filled cell must match as a whole, "" for any text.
        allowed: the values a filled cell may have, () for any.
        additive: may values of one column be added up?
    """

    name: str
    kind: str
    label_zh: str
    label_en: str
    meaning_zh: str
    meaning_en: str
    unit: str = ""
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    additive: bool = False


REGION_PATTERN = r"^(100000|14\d{4})$"
SOURCE_PATTERN = r"^s-[0-9a-z]+$"
SOURCES_PATTERN = r"^s-[0-9a-z]+(;s-[0-9a-z]+)*$"
DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
TIERS = ("official", "press", "seed", "copy", "weak", "atlas")
STAGES = ("洽谈", "签约", "开工", "在建", "投产")
RUNGS = ("洽谈", "签约", "开工", "投产", "到位")
QUALIFIERS = ("exact", "over", "about", "target", "cumulative")

_ALL = (
    # identity and place
    Column("region_code", "string", "区划代码", "Region code", "GB/T 2260 行政区划代码", "GB/T 2260 code of the region", pattern=REGION_PATTERN),
    Column("parent_code", "string", "上级代码", "Parent code", "上一级行政区划代码", "Code of the region above", pattern=REGION_PATTERN),
    Column("level", "string", "级别", "Level", "所在层级", "Level in its hierarchy", allowed=("nation", "province", "prefecture", "county", "sector", "chain", "industry")),
    Column("name_zh", "string", "中文名称", "Chinese name", "中文名称", "Name in Chinese"),
    Column("name_en", "string", "英文名称", "English name", "英文名称", "Name in English"),
    Column("short_zh", "string", "中文简称", "Short Chinese name", "地图上用的简称", "Short name, as on the map"),
    Column("short_en", "string", "英文简称", "Short English name", "地图上用的英文简称", "Short English name, as on the map"),
    Column("pinyin", "string", "拼音", "Pinyin", "带声调的拼音", "Pinyin with tone marks"),
    Column("pinyin_plain", "string", "无调拼音", "Plain pinyin", "不带声调的拼音,供检索", "Pinyin without tones, for search"),
    Column("initials", "string", "拼音首字母", "Initials", "拼音首字母,供检索", "Initials of the pinyin, for search"),
    # provenance
    Column("source_id", "string", "来源编号", "Source id", "来源表中的编号", "Id in the table of sources", pattern=SOURCE_PATTERN),
    Column("evidence_source_ids", "string", "佐证来源", "Evidence", "佐证来源编号,以分号分隔", "Ids of the sources that bear it out, separated by semicolons", pattern=SOURCES_PATTERN),
    Column("as_printed", "string", "原文", "As printed", "来源中的原话,省略处以…表示", "The source's own words; … marks an omission"),
    Column("title", "string", "标题", "Title", "文件或报道的标题", "Title of the document"),
    Column("publisher", "string", "发布者", "Publisher", "发布机构或媒体", "Who published it"),
    Column("date", "string", "日期", "Date", "发布日期,可只到年或月", "Date of publication, as far as it is known", pattern=DATE_PATTERN),
    Column("url", "string", "网址", "Address", "原始网页地址", "Address of the original page", pattern=r"^https?://\S+$"),
    Column("tier", "string", "来源层级", "Tier", "official 官方、press 媒体、seed 起始报道、copy 转载、weak 存疑、atlas 本图谱", "official, press, seed (the article the atlas starts from), copy, weak, atlas (counted or derived here)", allowed=TIERS),
    Column("note", "string", "备注", "Note", "编者说明", "Note of the editors"),
    Column("confidence", "string", "把握", "Confidence", "归类的把握", "How sure the assignment is", allowed=("sure", "likely", "unknown")),
    Column("basis", "string", "依据", "Basis", "归类所依据的文字", "What the assignment rests on"),
    # indicators and observations
    Column("indicator_id", "string", "指标编号", "Indicator id", "指标编号", "Id of the indicator", pattern=r"^[A-Za-z0-9_]+$"),
    Column("canonical_id", "string", "统一指标编号", "Canonical indicator id", "同义指标合并后的编号", "Id after synonyms are merged", pattern=r"^[A-Za-z0-9_]+$"),
    Column("factor", "number", "换算系数", "Factor", "换算到统一指标单位的系数", "Factor to the unit of the canonical indicator"),
    Column("label_zh", "string", "中文名", "Chinese label", "中文名", "Label in Chinese"),
    Column("label_en", "string", "英文名", "English label", "英文名", "Label in English"),
    Column("unit_zh", "string", "单位", "Unit (Chinese)", "中文单位", "Unit in Chinese"),
    Column("unit_en", "string", "英文单位", "Unit (English)", "英文单位", "Unit in English"),
    Column("family", "string", "类别", "Family", "指标类别", "Family of indicators", allowed=("economy", "population", "investment", "pipeline", "industry", "cluster", "environment", "cooperation", "rank", "atlas", "derived")),
    Column("rung", "string", "阶梯", "Rung", "洽谈→签约→开工→投产→到位中的一级", "Rung of the ladder from talks to funds in place", allowed=RUNGS),
    Column("additive", "string", "可否相加", "Additive", "同一口径下各地的值可否相加", "May values of one scope be added across regions?", allowed=("yes", "no")),
    Column("direction", "string", "方向", "Direction", "数值高低的含义", "Which direction is better", allowed=("higher_better", "lower_better", "neutral")),
    Column("comparable", "string", "可否比较", "Comparable", "同期同口径下可否比较", "May values of one scope and period be compared?", allowed=("yes", "no")),
    Column("core", "string", "核心指标", "Core", "是否列入指标选择器的前列", "Is it one of the indicators shown first?", allowed=("yes", "no")),
    Column("definition_zh", "string", "中文定义", "Definition (Chinese)", "指标定义", "Definition in Chinese"),
    Column("definition_en", "string", "英文定义", "Definition (English)", "指标英文定义", "Definition in English"),
    Column("period", "string", "时期", "Period", "数字所属的时期", "Period the value belongs to", pattern=PERIOD_PATTERN),
    Column("value", "number", "数值", "Value", "数值,单位见单位列", "Value, in the unit of the unit column"),
    Column("unit", "string", "单位", "Unit", "原文单位", "Unit as printed"),
    Column("qualifier", "string", "限定", "Qualifier", "exact 准确、over 以上、about 约、target 目标、cumulative 累计", "exact, over, about, target or cumulative", allowed=QUALIFIERS),
    Column("scope", "string", "口径(原文)", "Scope as printed", "原文的统计口径", "What is counted, in the source's words"),
    Column("scope_id", "string", "口径编号", "Scope id", "归并后的口径", "Id of the scope after spellings are merged", pattern=r"^[a-z0-9_]+$"),
    Column("scope_text", "string", "口径原文", "Scope text", "口径的一种写法", "One spelling of a scope"),
    # projects
    Column("project_id", "string", "项目编号", "Project id", "项目行编号", "Id of the project row", pattern=r"^[A-Za-z0-9-]+$"),
    Column("investor", "string", "投资方", "Investor", "投资企业", "Investing firm"),
    Column("origin_place", "string", "投资方来源地", "Origin", "投资方所在地", "Where the investor comes from"),
    Column("industry_zh", "string", "产业(原文)", "Industry as printed", "原文的产业称呼", "Industry in the source's words"),
    Column("amount_yi", "number", "金额", "Amount", "计划总投资", "Planned total investment", unit="亿元", additive=True),
    Column("stage", "string", "阶段", "Stage", "项目阶段", "Stage of the project", allowed=STAGES),
    Column("stage_date", "string", "阶段日期", "Date of the stage", "到达该阶段的日期或时期", "When the stage was reached", pattern=PERIOD_PATTERN),
    Column("first_contact_code", "string", "首谈地区划代码", "First-contact region code", "首先洽谈该项目的地区(跨地区流转的转出地)", "Region that first talked with the investor, where the project later moved", pattern=REGION_PATTERN),
    # clusters and industries
    Column("cluster_id", "string", "集群编号", "Cluster id", "集群编号", "Id of the cluster", pattern=r"^[A-Za-z0-9-]+$"),
    Column("kind", "string", "类型", "Kind", "类型", "Kind"),
    Column("chain_zh", "string", "产业链(原文)", "Chain as printed", "原文的产业链称呼", "Chain in the source's words"),
    Column("sequence", "integer", "序号", "Sequence", "同一对象下的序号", "Number within one object"),
    Column("figure", "number", "数值", "Figure", "集群的一个数字,单位见单位列", "A figure of the cluster, in the unit of the unit column"),
    Column("industry_id", "string", "产业编号", "Industry id", "产业分类编号,多个以分号分隔", "Id in the taxonomy; several separated by semicolons", pattern=r"^[a-z0-9_]+(;[a-z0-9_]+)*$"),
    Column("parent_id", "string", "上级产业", "Parent industry", "上一级产业编号", "Id of the industry above", pattern=r"^[a-z0-9_]+$"),
    Column("gbt4754", "string", "国民经济行业", "GB/T 4754 divisions", "GB/T 4754 门类或大类代码", "Sections or divisions of GB/T 4754", pattern=r"^[A-Z0-9;]+$"),
    Column("provincial_chain", "string", "省级重点产业链", "Provincial key chain", "是否省级重点产业链", "Is it a provincial key chain?", allowed=("yes", "no")),
    Column("definition", "string", "定义", "Definition", "范围说明", "What it covers"),
    Column("chain_id", "string", "产业链编号", "Chain id", "省级重点产业链编号", "Id of a provincial key chain", pattern=r"^ch\d{2}$"),
    Column("year_listed", "string", "列入年份", "Listed in", "列入省级重点产业链的年份", "Year it was listed", pattern=r"^\d{4}(/\d{4})?$"),
    Column("segment", "string", "环节", "Segment", "up 上游、mid 中游、down 下游", "up, mid or down the chain", allowed=("up", "mid", "down")),
    Column("role", "string", "角色", "Role", "pillar 支柱、emerging 新兴、speciality 特色、chain 重点产业链", "pillar, emerging, speciality or chain", allowed=("pillar", "emerging", "speciality", "chain")),
    Column("product_zh", "string", "产品", "Product", "产品名称", "Product"),
    Column("growth_pct", "number", "增速", "Growth", "比上年同期增长", "Growth on the same period of the year before", unit="%"),
    Column("gbt4754_code", "string", "行业代码", "GB/T 4754 code", "GB/T 4754 代码;T0 为合计", "GB/T 4754 code; T0 is the total", pattern=r"^[A-Z0-9]+$"),
    Column("legal_units", "number", "法人单位数", "Legal units", "法人单位数", "Number of legal units", unit="个", additive=True),
    Column("employees", "number", "从业人员", "Employees", "从业人员期末人数", "Employees at the end of the period", unit="人", additive=True),
    Column("revenue_yi", "number", "营业收入", "Revenue", "营业收入", "Revenue", unit="亿元", additive=True),
    Column("assets_yi", "number", "资产总计", "Assets", "资产总计", "Assets", unit="亿元", additive=True),
    # events, statements, corrections
    Column("event_id", "string", "活动编号", "Event id", "活动编号", "Id of the event", pattern=r"^[A-Za-z0-9-]+$"),
    Column("place", "string", "举办地", "Place", "举办地", "Where it was held"),
    Column("organiser_zh", "string", "主办方", "Organiser", "主办方", "Who organised it"),
    Column("statement_id", "string", "陈述编号", "Statement id", "起始报道中一条陈述的编号", "Id of a statement of the seed article", pattern=r"^a\d{2}$"),
    Column("statement_zh", "string", "陈述", "Statement", "陈述的内容", "What is stated"),
    Column("statement_en", "string", "陈述(英文)", "Statement (English)", "陈述的英文", "The statement in English"),
    Column("correction_id", "string", "更正编号", "Correction id", "更正编号", "Id of the correction", pattern=r"^c-\d{2}$"),
    Column("corrected_table", "string", "所更正的表", "Table corrected", "被更正的表,空为不改数据", "Table the correction acts on; empty: it changes no data"),
    Column("row_key", "string", "行", "Row", "被更正的行的编号", "Key of the row corrected"),
    Column("corrected_column", "string", "列", "Column", "被更正的列", "Column corrected"),
    Column("printed_value", "string", "印刷值", "Printed value", "印出的值;不再如此时更正失效并报错", "The value as printed: when it is no longer there, loading stops"),
    Column("right_value", "string", "正确值", "Right value", "应为的值", "What it should be"),
    Column("reason", "string", "理由", "Reason", "更正的理由", "Why"),
    # names and notes
    Column("text", "string", "原文词语", "Text", "原文词语", "A wording of the sources"),
    Column("origin_id", "string", "来源地编号", "Origin id", "来源地编号", "Id of the place of origin", pattern=r"^[a-z_]+$"),
    Column("origin_zh", "string", "来源地", "Origin (Chinese)", "来源地", "Origin in Chinese"),
    Column("origin_en", "string", "来源地(英文)", "Origin (English)", "来源地英文", "Origin in English"),
    Column("group", "string", "来源地组", "Group of origins", "京津冀、长三角等", "Region group, such as the Yangtze delta"),
    Column("table", "string", "表", "Table", "所属的表或词类", "Table or class of terms it belongs to"),
    Column("id_or_text", "string", "编号或词语", "Id or text", "编号或中文词语", "Id, or the Chinese text"),
    Column("key", "string", "键", "Key", "所属行的编号", "Key of the row it belongs to"),
    Column("field", "string", "字段", "Field", "所属列", "Column it belongs to"),
    Column("text_zh", "string", "中文", "Chinese text", "中文", "Text in Chinese"),
    Column("text_en", "string", "英文", "English text", "英文", "Text in English"),
    Column("zh", "string", "中文术语", "Chinese term", "中文术语", "Term in Chinese"),
    Column("en", "string", "英文术语", "English term", "英文术语", "Term in English"),
    Column("year", "string", "推断年份", "Inferred year", "推断的年份", "The year inferred", pattern=r"^\d{4}(/\d{4})?$"),
    Column("basis_zh", "string", "推断依据", "Basis (Chinese)", "推断依据", "What the inference rests on, in Chinese"),
    Column("basis_en", "string", "推断依据(英文)", "Basis (English)", "推断依据英文", "What the inference rests on, in English"),
)  # fmt: skip

COLUMNS: dict[str, Column] = {column.name: column for column in _ALL}
