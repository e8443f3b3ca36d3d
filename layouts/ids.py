"""Ids of everything a callback touches, by area. Nothing else in the project writes an id as text."""

URL = "url"
ROOT = "root"
MAIN = "main"
SHOWN = "shown"
PAGE_REQUEST = "page-request"
VIEW_REQUEST = "view-request"
NOTICES = "notices"

OVERVIEW_MAP = "overview-map"
OVERVIEW_PICKED = "overview-picked"
OVERVIEW_MODE = "overview-mode"
OVERVIEW_HEADLINE = "overview-headline"
OVERVIEW_LEGEND = "overview-legend"
OVERVIEW_TIMELINE = "overview-timeline"
OVERVIEW_RANKING = "overview-ranking"
OVERVIEW_SCOPE = "overview-scope"

PLACE_MAP = "place-map"
PLACE_TREND = "place-trend"

INDUSTRY_MAP = "industry-map"
INDUSTRY_TREND = "industry-trend"

PASSPORT = "passport"
PASSPORT_BODY = "passport-body"
PASSPORT_REQUEST = "passport-request"

SHARE = "share"
SHARE_BODY = "share-body"
SHARE_REQUEST = "share-request"

PROJECTS_FILTERS = (
    "projects-industry",
    "projects-stage",
    "projects-origin",
    "projects-region",
    "projects-from",
    "projects-to",
    "projects-low",
    "projects-high",
)
"""Pickers of the projects' filters; the first four take several values."""

PROJECTS_REQUEST = "projects-request"
PROJECTS_CHOSEN = "projects-chosen"
PROJECTS_HEADLINE = "projects-headline"
PROJECTS_CHIPS = "projects-chips"
PROJECTS_MAP = "projects-map"
PROJECTS_MAP_SIDE = "projects-map-side"
PROJECTS_CHARTS = "projects-charts"
PROJECTS_BOARD = "projects-board"
PROJECTS_FLOWS = "projects-flows"
PROJECTS_LIST = "projects-list"
PROJECTS_TABLE = "projects-table"
PROJECTS_TABLE_HEAD = "projects-table-head"
PROJECTS_LOADED = "projects-loaded"
