# Presenting: stories, the stage, the single file

nav-present = Present
start-present = Start presenting ▸

story-province = Shanxi: playing to its strengths
story-province-kicker = Strength-based investment promotion
story-province-headline = Eleven cities, each recruiting for what it is strong in
story-city = { $place }: playing to its strengths
story-chain = Chain: { $chain }
story-chain-kicker = Provincial key chain
story-chain-headline = { $chain }: most evidence in { $places }
story-chain-most = Most evidence: { $places }
story-chain-count = Clusters and project records
story-chain-legend = Clusters and project records known to this atlas
story-chain-mark = { $place }: { $chain }, clusters and project records: { $n }
story-chain-spread = { $n } cities have records of this chain
story-chain-clusters = { $chain }: companies and clusters
story-chain-projects = { $chain }: projects
story-segments = { $chain }: up, mid and downstream
story-segments-label = Segments
story-segment-up = Upstream
story-segment-mid = Midstream
story-segment-down = Downstream
story-segment-whole = Whole chain
story-first-high = { $indicator }: { $places } leads
story-first-low = { $indicator }: { $places } leads
story-tied-high = { $indicator }: { $places } lead together
story-tied-low = { $indicator }: { $places } lead together
story-equal = { $indicator }: the same everywhere
story-signature = { $place }: { $indicator }
story-among = Within the province: { $indicator }
story-point-figure = { $indicator }: { $value } ({ $period })
story-point-rank = No. { $rank } of { $of } comparable cities
story-ladder = From { $first } to { $last }
story-ladder-point = { $rung }: { $value }
story-ladder-note = The rungs are different measures and are not added; a ratio is not a conversion rate.
story-note-scope = Scope: { $scope }
story-strengths = What each city says it is strong in
story-strengths-label = Industries the cities name themselves, the two with most evidence
story-city-strengths = What { $place } is strong in
story-city-strengths-label = In the order of the evidence
story-chains = The provincial key chains
story-projects = { $place }: large projects
story-projects-label = By amount; records of several stages are not added
story-clusters = { $place }: clusters and companies
story-clusters-label = Chain masters, specialised towns, zones
story-closing = Scan to read on
story-closing-source = Every number can be asked where it comes from
story-closing-scope = Not published is not zero; unlike scopes are not compared
story-closing-note = Ask the audience to scan the code: it opens the same map, where every number can be asked for its source.
story-edition = Edition of { $date }

story-kind-chain_master = chain master
story-kind-specialised_town = specialised town
story-kind-development_zone = development zone
story-kind-national_cluster = national cluster
story-kind-base = base
story-kind-park = park
story-kind-leading_company = leading company
story-kind-chain_core = chain core firm

stage-list-title = Present
stage-list-lead = Every story is generated from the data; scenes can be added, removed, reordered, retitled and saved to a file.
stage-list-province = The province
stage-list-cities = Cities
stage-list-chains = Key chains
stage-list-chain-rule = A key chain has a story when at least { $clusters } clusters and { $records } records in { $places } cities are known.
stage-scenes = { $n ->
    [one] { $n } scene
   *[other] { $n } scenes
 }
stage-start = Start
stage-file = Single file
stage-file-note = One HTML file for a memory stick: it needs no network and no server.
stage-file-size = about { $size } KB
stage-of = Scene { $n } of { $of }
stage-unknown = There is no story “{ $value }”.
