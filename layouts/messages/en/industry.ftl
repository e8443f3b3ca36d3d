# Pages of industries · English

nav-industry = Industries
industry-list-title = { $n } provincial key chains and all industries: who has what
industry-list-detail = As far as this atlas knows, { $first } has the most evidence among the chains ({ $n } records), { $last } the least ({ $m }).
industry-basis = Evidence is the number of project records, clusters, zones and firms, and statements of the places: how much is public, not output.
industry-legend = Records of evidence in each city, the same classes on every map
industry-none-known = none known
industry-chains = Provincial key chains
industry-nothing-of = No evidence known:
industry-inside = Part of it
industry-chain-kicker = Provincial key chain
industry-level-sector = Sector
industry-level-chain = Chain
industry-level-industry = Industry
industry-headline = { $industry }: most evidence in { $places }{ $n ->
    [1] {""}
   *[other] , equally
 }
industry-headline-many = { $industry }: { $n } cities with evidence, none ahead
industry-headline-none = { $industry }: no evidence of any city yet
industry-known = { $n ->
    [one] { $n } record
   *[other] { $n } records
 } of evidence: { $projects ->
    [one] { $projects } project record
   *[other] { $projects } project records
 }, { $clusters ->
    [one] { $clusters } cluster, zone or firm
   *[other] { $clusters } clusters, zones and firms
 }, { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
 }.
industry-places = { $n ->
    [one] { $n } of { $of } cities has
   *[other] { $n } of { $of } cities have
 } evidence{ $missing ->
    [0] {""}
   [one] , nothing is known of one
   *[other] , nothing is known of { $missing }
 }; the leading city holds { $share } of it.
industry-listed = On the provincial list: { $years }
industry-count-evidence = All evidence
industry-count-projects = Project records
industry-count-clusters = Clusters, zones and firms
industry-count-companies = Firms
industry-count-zones = Zones, parks and bases
industry-count-towns = Specialised towns
industry-count-masters = Chain masters and core firms
industry-count-statements = Statements
industry-evidence = Evidence city by city
industry-open-place = Open { $place }
industry-no-words = No statement is known in which the city or its counties name it pillar, emerging, speciality or key industry.
industry-no-master = No chain master of this chain has been published.
industry-no-clusters = No clusters, zones or firms of this industry are in this atlas yet.
industry-no-projects = No projects of this industry are in this atlas yet.
industry-segments = Upstream, midstream, downstream
industry-segments-note = The segments are those of the sources named; firms, zones and projects are assigned by the words of their names and texts and by the industry they are filed under; one that says neither is not listed.
industry-segment-up = Upstream
industry-segment-mid = Midstream
industry-segment-down = Downstream
industry-segment-unplaced = Position not stated
industry-gap = nothing known
industry-gaps = Gaps (nothing known to this atlas, which does not mean there is nothing): { $gaps }.
industry-silent = Not described by a source: { $segments }.
industry-no-segments = No public source is known that describes the segments of this chain.
industry-no-chain = Not among the provincial key chains; no public source is known that describes its segments.
industry-trend = { $place } · { $product }
industry-trend-note = The years come from { $n } sources, whose coverage may differ; where several give one year, the better source is taken.
industry-measured = Published output and employees
industry-measured-note = Every figure has its own period and scope; they are neither added nor ranked.
industry-not-measured = No output of this industry has been published, as far as is known.
industry-output = Output or capacity
industry-employees = Employees
industry-section = Section of GB/T 4754: { $name } (wider than this industry)
industry-no-employees = Employees by city and industry are not published, so no location quotient is computed.
industry-compare = Beside other industries
industry-compare-with = Choose industries to compare
industry-compare-hint = Up to three more. Counts of evidence share one definition and one axis.
industry-compare-cities = Evidence city by city
industry-compare-refused = These measures have other units or scopes and are not put side by side:
industry-overlap = { $part } is part of { $whole }: their counts overlap.
notice-unknown-industry = There is no industry “{ $value }”.
