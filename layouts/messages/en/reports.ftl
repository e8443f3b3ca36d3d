# What one takes away: brief, bulletin, slides

brief = Brief on one page
brief-title = { $subject } · brief on one page
brief-projects = Key projects
brief-projects-about = by published amount, { $n } of { $of }; amounts must not be added
brief-strengths = Strengths
brief-strengths-about = by the evidence held here
brief-city-strengths = Strengths of the cities
brief-city-strengths-about = named by themselves, by evidence
brief-sources = Sources
brief-scan = Live page
brief-printed = Printed { $date }
brief-live = Live page
brief-other-scope = another scope, not compared
brief-leads = { $place } leads in { $n }
brief-compare-headline = { $places }: { $n } indicators that can be compared
brief-compare-leads = Within one period and scope, { $counted }.
brief-compare-rule = Counts of this atlas, indicators without a better direction and shared first places are led by nobody.
brief-known = Known to this atlas
brief-nothing-known = nothing known
brief-count-projects = Project records
brief-count-companies = Firms
brief-count-zones = Zones, parks and bases
brief-count-towns = Specialised towns
brief-count-statements = Statements of industry
brief-records = { $n ->
    [one] { $n } record
   *[other] { $n } records
 }
brief-stages = How far it has come
brief-stages-about = known project records by stage
brief-chain-cities = In which cities
brief-chain-map = { $industry }: evidence known by city
brief-chain-kicker = Provincial key chain
brief-industry-kicker = Industry
brief-chain-headline-0 = { $industry }: nothing known to this atlas yet
brief-chain-headline-1 = { $industry }: the evidence is in { $first }
brief-chain-headline-2 = { $industry }: most of the evidence is in { $first } and { $second }
brief-chain-counted = { $n } pieces of evidence are known here, in { $cities } of { $of } cities: a measure of what is public, not of the industry's size.
brief-gaps = { $segment }: not seen yet: { $links }.
brief-gaps-count = { $segment }: { $n } of { $of } links not seen yet.
brief-segment-up = Upstream
brief-segment-mid = Midstream
brief-segment-down = Downstream
brief-segment-whole = Along the chain

slides-map = Map
slides-chart = Chart
slides-table = List
slides-legend = Legend
slides-label = text
slides-source = Source: { $name }{ $more ->
    [0] {""}
    [one] {" "}and one more, in the notes
   *[other] {" "}and { $more } more, in the notes
 }
slides-edition = Edition { $id } ({ $date })

bulletin = Bulletin
bulletin-title = Bulletin of the cities
bulletin-title-investment = Bulletin: investment and projects
bulletin-title-economy = Bulletin: economy
bulletin-title-population = Bulletin: population
bulletin-title-industry = Bulletin: industry
bulletin-title-cluster = Bulletin: clusters
bulletin-title-atlas = Bulletin: known to this atlas
bulletin-province = Province
bulletin-rank = No. { $n }
bulletin-move = { $way ->
    [up] ↑{ $n }
    [down] ↓{ $n }
   *[same] →
 }
bulletin-apart = another scope, not ranked
bulletin-both = ↑↓ among the { $n } in both
bulletin-since = change on { $period }
bulletin-targets = Targets against actuals
bulletin-targets-about = { $cities } of { $all } cities have published a target; { $n } of { $of } are shown
bulletin-target = Target
bulletin-actual = Actual
bulletin-outcome = Comparison
bulletin-part = only { $period } is published: no rate
bulletin-scope = another scope ({ $scope }): not compared
bulletin-points = { $n } percentage points
bulletin-reached = { $rate } reached
bulletin-rule = Only figures of one indicator, period and scope are ranked; not published is not zero. Moves of rank (↑↓) are among the cities that have a figure in both years.

take-away = Brief and slides
take-away-paper = To print
take-away-stage = To present
take-away-brief = Brief on one page, PDF
take-away-bulletin-investment = Bulletin on investment, PDF
take-away-bulletin-economy = Bulletin on the economy, PDF
take-away-slides-zh = Slides in Chinese, PPTX
take-away-slides-en = Slides in English, PPTX
take-away-slides-both = Slides in both languages, PPTX
take-away-single = Story as one HTML file, works offline
brief-rows = { $n } of { $of }
