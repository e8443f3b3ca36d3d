# What one takes away: brief, bulletin, slides

brief = Brief on one page
brief-title = { $subject } · brief on one page
brief-projects = Key projects
brief-projects-about = by published amount, { $n } of { $of }; amounts must not be added
brief-strengths = Strengths
brief-strengths-about = by the evidence held here
brief-city-strengths = What the cities are strong in
brief-city-strengths-about = industries the cities name themselves, by evidence
brief-sources = Sources
brief-scan = Scan for the live page
brief-printed = Printed { $date }
brief-live = Live page
brief-other-scope = another scope, not compared
brief-leads = { $place } leads in { $n }
brief-compare-headline = { $places }: { $n } indicators that can be compared
brief-compare-leads = Within one period and scope, { $counted }.
brief-compare-rule = Counts of this atlas, indicators without a better direction and shared first places are led by nobody.
