# Projects: the analyst's desk

nav-projects = Projects
parameter-amount = Amount
notice-nearest-amount = The amount range “{ $value }” does not lie on the edges of the size classes; the nearest one is shown.

filters = Filters
filters-on = Filters in force
filter-industry = Chains and industries
filter-stage = Stage
filter-origin = Origin of the investor
filter-region = Place
filter-from = From year
filter-to = To year
filter-low = Amount from
filter-high = Amount below
filter-name-industry = Industry
filter-name-stage = Stage
filter-name-origin = Origin
filter-name-region = Place
filter-name-period = Period
filter-name-amount = Amount
filter-all = All
filter-open = Any
filter-chosen = { $n } chosen
filter-clear-one = Clear { $name }
sector-all = { $name } (all)
chain-named = { $name } (chain)
group-all = { $name } (all)
industry-unspecified = Not classified
segment-by-words = Assigned by the words of names: no source says which segment a project belongs to.
divisions = GB/T 4754 divisions behind the industries
no-filter = No filter: all project records are shown.
chip-remove = Remove the filter { $kind }: { $value }
clear-all = Clear all
nothing-fits = No record fits all the filters.
loosen = Loosen one filter to see records:
loosen-more = Taking away any one filter is not enough: loosen two or more, or clear all.
loosen-one = Without “{ $kind }”: { $n ->
    [one] { $n } record
   *[other] { $n } records
 }
saved-title = Saved selections
saved-name = Name
saved-save = Save this selection
saved-remove = Delete
saved-note = Kept in this browser only.

all-projects = All projects known to this atlas
headline-colon = {": "}
headline-records = { $n ->
    [one] {" "}record
   *[other] {" "}records
 }
join-filters = {" · "}
join-values = {", "}
filter-and-more = {" "}and { $n } more
rungs = Records and amounts by stage
with-amount = { $n } of { $of } have an amount
share-short = { $n } of { $of }
sum = , in all
sum-of = Sum of amounts at the stage { $stage }

origin-group-jjj = Beijing–Tianjin–Hebei
origin-group-yrd = Yangtze River Delta
origin-group-gba = Greater Bay Area
origin-group-other = Other provinces
origin-group-shanxi = Within Shanxi
origin-group-hmt = Hong Kong, Macao, Taiwan
origin-group-abroad = Abroad
origin-unknown = Not stated
province-only = Province only
period-undated = No date
period-spanning = multi-year
amount-from = { $low } and more
amount-below = Below { $high }

charts = Charts
bar-spoken = { $value }: { $n ->
    [one] { $n } record
   *[other] { $n } records
 }
timeline-title = Years of signing and start
timeline-signed = Signed
timeline-started = Started
timeline-other = Other stages
months-title = Months of { $year }
months-unknown = { $n ->
    [one] { $n } more record is dated by year, or spans months.
   *[other] { $n } more records are dated by year, or span months.
 }
industries-title = Industries
industries-note = A record may belong to several industries, so these add up to more than the total.
sizes-title = Distribution of amounts

map-shows = The map shows
map-records = Project records
map-amounts = Amounts: { $stage }
map-scope = Known to this atlas
map-said = { $n ->
    [one] { $n } project record in this selection.
   *[other] { $n } project records in this selection.
 }
map-narrow = Click to narrow to this place, again to widen
show-records = Records
show-amounts = Amounts: { $stage }
unit-records = records
mark-records = { $place }: { $n ->
    [one] { $n } project record
   *[other] { $n } project records
 }
mark-amount = { $place }: { $stage }, amounts of { $value } in all ({ $share })
mark-no-amount = { $place }: { $stage }, { $n ->
    [one] { $n } record, amount not published
   *[other] { $n } records, no amount published
 }
map-no-amount = unpublished
mark-no-record = { $place }: no record at the stage { $stage }
legend-amount = Sum of published amounts
legend-no-amount = Records, amount not published
legend-amounts = Circle areas are as the sum of published amounts; how many are published differs, so nothing is classed or ranked.
legend-counts = Circle areas are as the number of records; the largest county has { $n }.
not-on-map = { $n ->
    [one] { $n } more record is known to be in Shanxi only and is not on the map.
   *[other] { $n } more records are known to be in Shanxi only and are not on the map.
 }
not-on-county-map = { $n ->
    [one] { $n } more record is known by prefecture or province only and is not on the county map.
   *[other] { $n } more records are known by prefecture or province only and are not on the county map.
 }

board = Stage board
board-note = Amounts are added within one stage, never across stages: one project may have a record at several.
board-more = { $n } more: narrow to this stage
board-more-below = { $n } more in the table below
board-outside = Outside this selection ({ $n } more)

flows-title = Where from, where to
flows-known = The origin of the investor is stated for { $n } of { $of } records.
flows-none = No record of this selection states where its investor comes from.
flow-spoken = { $start } → { $end }: { $n ->
    [one] { $n } record
   *[other] { $n } records
 }
origins-title = Origins
transfers-title = Transfers between places
transfers-none = No record names its first contact yet, so transfers between places cannot be seen.
transfers-known = { $n } of { $of } records name their first contact; { $moved } landed elsewhere.
transfer-from = First contact
transfer-to = Landed in

table-title = Table of projects
rows-count = { $n } records
table-note = A project's name opens its source; a heading sorts; filters in the headings act on this table only.
columns = Choose columns
group-by = Group by
group-none = None
group-city = City
group-county = County
group-stage = Stage
group-chain = Chain
group-origin = Origin
group-year = Year
group-no-chain = In none of the key chains
group-city-only = { $place }, county not stated
records-in-group = { $n ->
    [one] { $shown } record
   *[other] { $shown } records
 }
group-open = { $name }, { $n ->
    [one] { $n } record
   *[other] { $n } records
 }: show
group-close = { $name }, { $n ->
    [one] { $n } record
   *[other] { $n } records
 }: hide
group-share = { $n } of { $of } stated
group-no-record = no record
group-note = Amounts in the lines of groups are those of one stage ({ $stage }; grouped by stage, each its own) and are never added across stages. A record in several chains is in the group of each.

synthetic = Synthetic data, for tests only

grid-page = Page
grid-of = of
grid-to = to
grid-more = more
grid-noRowsToShow = No records
grid-loadingOoo = Loading
grid-filterOoo = Filter
grid-contains = Contains
grid-pageSizeSelectorLabel = Lines a page
grid-ariaPageSizeSelectorLabel = Lines a page
grid-firstPage = First page
grid-previousPage = Previous page
grid-nextPage = Next page
grid-lastPage = Last page
grid-pinColumn = Pin column
grid-pinLeft = Pin left
grid-pinRight = Pin right
grid-noPin = Do not pin
grid-autosizeThisColumn = Fit this column
grid-autosizeAllColumns = Fit all columns
grid-resetColumns = Reset columns
grid-sortAscending = Sort ascending
grid-sortDescending = Sort descending
grid-sortUnSort = Clear sort
grid-ariaFilterInput = Filter text
grid-ariaFilterValue = Filter value
grid-ariaFilteringOperator = Filter method
grid-ariaHidden = hidden
grid-ariaVisible = visible
grid-ariaLabelColumnFilter = Column filter
grid-ariaLabelColumnMenu = Column menu
grid-ariaLabelCellEditor = Cell editor
grid-ariaLabelDialog = Dialog
grid-ariaMenuColumn = Press Alt and Down to open the column menu
grid-ariaFilterColumn = Press Ctrl and Enter to open the filter
grid-ariaSortableColumn = Press Enter to sort
grid-ariaSkeletonCellLoading = Loading
grid-ariaSkeletonCellLoadingFailed = Did not load
grid-ariaColumnFiltered = Filtered
grid-applyFilter = Apply
grid-clearFilter = Clear
grid-resetFilter = Reset
grid-columnFilter = Column filter
grid-columnChooser = Choose columns
