# Shanxi Investment Atlas · English

title = Shanxi Investment Atlas
skip = Skip to content
pages = Pages
nav-overview = Overview
nav-sources = Sources
other-language = 中文
switch-language = Switch to Chinese
share = Share
share-title = Share this view
share-link = Link
share-copy = Copy link
share-copied = Copied
share-qr = Scan to open the same view
close = Close
search = Search
search-placeholder = City, company, industry
search-nothing = Nothing found
search-no-amount = amount not published
contents = Contents
breadcrumb = You are here
to-overview = Back to the province
missing-page = There is no such page

edition = Data: { $title }, { $date } ({ $id })
boundary-unconfirmed = Boundaries: Tianditu; review number to be confirmed
boundary-confirmed = Boundaries: Tianditu; map review number { $number }
licence = Every figure names its source. Not published is not zero; different scopes are neither compared nor added.

notice-too-long = The address is too long; only its beginning was read.
notice-unreadable = The address cannot be read; this is the overview.
notice-no-page = There is no page “{ $value }”.
notice-bad-value = The { $parameter } “{ $value }” in the address is malformed and was left out.
notice-unknown-value = There is no { $parameter } “{ $value }”; the default is shown.
notice-no-latest = The period “latest” needs an indicator that has latest figures; the default period is shown.
notice-unknown-place = There is no city or county with the code “{ $value }”.
notice-no-figures = This level has no comparable figures for “{ $value }”; the default indicator is shown.
parameter-address = address
parameter-path = path
parameter-indicator = indicator
parameter-period = period
parameter-scope = scope
parameter-region = region
parameter-industry = industry
parameter-stage = stage
parameter-origin = origin
parameter-level = level
parameter-compare = city to compare
parameter-lang = language
parameter-scene = scene
parameter-edition = edition

indicator = Indicator
period = Period
scope = Scope
scope-counts = What is counted
scope-printed = Scope as printed
scope-mixed = Periods and scopes differ from place to place
unit = Unit
mode = Way of showing
mode-comparable = Comparable
mode-latest = Latest
mode-known = Known to this atlas
level = Level
level-prefecture = Cities
level-county = Counties
coverage-short = { $n } of { $of }
family-investment = Investment
family-cluster = Clusters
family-economy = Economy
family-population = Population
family-industry = Industry
family-pipeline = Project pipeline
family-environment = Business environment
family-cooperation = Cooperation
family-rank = Ranks
family-derived = Derived
family-atlas = Known to this atlas

map-title = Map: { $indicator }
map-open = Click or press Enter to open
map-ask = Press P for the source
map-failed = The map could not be loaded; reload the page
mark-value = { $place }: { $indicator } { $value } ({ $period })
mark-not-comparable = { $place }: { $indicator } { $value }, another scope, not comparable ({ $scope })
mark-not-published = { $place }: { $indicator } not published
mark-latest = { $place }: { $indicator } { $value } ({ $when })
not-published = not published
not-comparable = not comparable
not-published-not-zero = Not published is not zero.
rest-not-published = { $n ->
    [one] One more county has
   *[other] The other { $n } counties have
 } published nothing. Not published is not zero.
not-comparable-scope = Another scope ({ $scope }): listed, not compared
not-comparable-caution = Counts something wider or narrower than the other cities: listed, not compared
not-comparable-weak = Doubtful source: listed, not compared
not-comparable-indicator = Means different things in different places: listed, not compared

legend-method = natural breaks (Fisher–Jenks)
legend-distinct = each value a class of its own
legend-latest = circle area proportional to the value; period and scope written beside it; no classes, no rank
scope-sign = scope { $n }
timeline = Periods
play = Play the periods
one-period = Only this period
ranking = Ranking

headline-first-high = { $indicator } – { $places } leads with{" "}
headline-first-low = { $indicator } – { $places } leads with{" "}
headline-tied-high = { $indicator } – { $places } share first place with{" "}
headline-tied-low = { $indicator } – { $places } share first place with{" "}
headline-equal = { $indicator } – the same everywhere:{" "}
headline-after-city = {" "}({ $n } cities compared)
headline-after-county = {" "}({ $n } counties compared)
headline-nothing = { $indicator } – no comparable figures yet
detail-what = { $period } · { $indicator } · scope: { $scope }
detail-last = { $n ->
    [one] { $places } comes last with { $value }.
   *[other] { $places } come last with { $value }.
 }
detail-coverage-city = Of { $of } cities, { $n } can be compared{ $other ->
    [0] {""}
    [one] , one uses another scope
   *[other] , { $other } use another scope
 }{ $missing ->
    [0] {""}
    [one] , one has published nothing
   *[other] , { $missing } have published nothing
 }.
detail-complete-city = There is a figure for all { $of } cities.
detail-coverage-county = Of { $of } counties, { $n } can be compared{ $other ->
    [0] {""}
    [one] , one uses another scope
   *[other] , { $other } use another scope
 }{ $missing ->
    [0] {""}
    [one] , one has published nothing
   *[other] , { $missing } have published nothing
 }.
detail-complete-county = There is a figure for all { $of } counties.
detail-sum = The { $n } comparable cities total { $total }; the province published { $province }.
latest-headline = { $indicator } – the latest figure of each place
latest-list = Latest known – { $indicator }
latest-warning = Periods and scopes differ: read each figure by itself; nothing is compared or ranked.
latest-coverage = { $n } of { $of } places have published a figure.
places-count = { $n } places

province-figures = Figures of the province
province-says = From the opening article
corrected = Corrected
corrected-from = Printed as { $wrong }; corrected to { $right } on the evidence.
see-correction = See the correction and its evidence
correction-from-to = Printed under { $wrong }; belongs to
printed-here = { $n ->
    [one] One statement of the opening article was
   *[other] { $n } statements of the opening article were
 } printed under this city by mistake and moved to
column-story = In words
column-map = Map
column-ranking = Ranking and events
change-on = { $change } on { $period }
points = { " " }points
points-long = percentage points

ladder = From talks to funds in place
rung-talks = Talks
rung-signed = Signed
rung-started = Started
rung-completed = Completed
rung-funds = Funds in place
rate-conversion = { $rate } of those signed
rate-ratio = { $rate } of the number signed (not the same projects)

events = Promotion events
none-events = This atlas holds no promotion events of this place yet.
undated = undated
more = { $n } more
more-figures = { $n ->
    [one] { $n } more figure
   *[other] { $n } more figures
 }
source = Source
ask-source = Show the source
not-stated = not stated
place = Place

figures = Figures
none-figures = No published figures of this place have been found yet.
missing-title = Not published so far:
rank-of = No. { $rank } of { $of } cities
rank-alone = No. { $rank }
weak-source = doubtful source
year = Year
as-table = Show as a table
series-break = The line is broken where the basis changed; the two sides cannot be compared.

strength-two = { $place } is strong in { $first } and { $second }
strength-one = { $place } is strong in { $first }
strength-known = { $place }: most of the evidence is on { $first }
strength-none = { $place }: no published statement about its industries yet
strength-basis = In the order of the evidence held here: the place's own statements, clusters and project records; not a measure of output.
none-strengths = No published statements, clusters or projects of this place have been found yet.
role-pillar = pillar
role-chain = key chain
role-emerging = emerging
role-speciality = speciality
evidence = Evidence:
evidence-count = { $n ->
    [one] { $n } piece of evidence
   *[other] { $n } pieces of evidence
 }
evidence-short = evidence: { $n }
evidence-parts = { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
 }, { $clusters ->
    [one] { $clusters } cluster
   *[other] { $clusters } clusters
 }, { $projects ->
    [one] { $projects } project record
   *[other] { $projects } project records
 }
from-article = From the opening article

projects = Projects
project = Project
projects-note = One project may have a record for signing, start and completion; amounts must not be added.
none-projects = This atlas holds no projects of this place yet.
investor = Investor
industry = Industry
amount = Amount
amount-not-published = not published
stage = Stage
stage-talks = talks
stage-signed = signed
stage-started = started
stage-building = under construction
stage-completed = in production
stage-none = preparatory

clusters = Clusters, zones and companies
none-clusters = This atlas holds no clusters, zones or companies of this place yet.
kind-chain = Provincial key chain
kind-chain_master = Chain masters
kind-specialised_town = Specialised towns
kind-development_zone = Development zones
kind-national_cluster = National clusters
kind-base = Bases
kind-park = Parks
kind-leading_company = Leading companies
kind-chain_core = Chain core firms
kind-investor = Investor
kind-industry = Industry
kind-region = Place
kind-project = Project

environment = Business environment
none-environment = No published figures on the business environment have been found yet.
compare = Compare with other cities
compare-with = Cities to compare with
compare-hint = Choose up to three more cities. Only figures of one period and scope stand side by side; another scope is marked ≠ with the reason.

sources-title = Data and sources
sources-lead = Every number can be asked where it comes from. Here are all sources, definitions, corrections, the coverage and the downloads.
sources-coverage = Coverage
sources-corrections = Corrections
sources-indicators = Definitions of indicators
sources-documents = Sources
sources-downloads = Downloads
coverage-note = Each cell is the newest period of the indicator in the city; — is not published.
cities-with = Cities
definition = Definition
additive = May be added
comparable = May be compared
yes = yes
no = no
documents-note = Official and press sources link to the original; copies are named, not linked.
tier-official = Official
tier-official-note = pages of governments and statistical offices
tier-press = Press
tier-press-note = pages of news media
tier-seed = Opening article
tier-seed-note = the article the atlas starts from
tier-copy = Copy
tier-copy-note = articles and bulletins copied elsewhere; named only
tier-weak = Doubtful
tier-weak-note = pages without an author or altered; they colour no map and enter no rank
tier-atlas = This atlas
tier-atlas-note = counted or derived from the data of this edition
table = Table
rows = Rows
download = Download
download-lead = Description of all data:
download-prefectures = City boundaries (GeoJSON)
download-counties = County boundaries (GeoJSON)
table-figures = Figures (observations after units and scopes are harmonised, counts, ratios)

passport = Where it comes from
passport-unknown = No source is known under this reference.
passport-rank = { $indicator }: rank
passport-sum = { $indicator }: sum of the comparable cities
passport-change = { $indicator }: change
caution = Note:
other-sources = Other sources
input = Derived from:
qualifier = Qualifier
qualifier-exact = exactly
qualifier-over = over
qualifier-about = about
qualifier-target = target
qualifier-cumulative = cumulative
qualifier-over-long = “over”, “more than”: the true value is not below this
qualifier-about-long = an approximate value
qualifier-target-long = a target or forecast, not a result
qualifier-cumulative-long = several periods together, not one
as-printed = As printed
comparison = Comparison
kind = Kind
derived-note = derived by this atlas from the figures below
count-note = counted from this edition: a measure of what is public
correction = Correction
year-inferred = Year inferred
inferred = Inferred
rival-agrees = agrees
rival-disagrees = disagrees
count-rows = A count of this atlas
counted-from = What is counted rests on
counted-more = and { $n } more
count-coverage = Coverage: how many places have a figure
count-classes = Class breaks, computed from the values
count-evidence = Pieces of evidence: statements, clusters, project records
count-projects = Project records
count-corrections = Corrections
