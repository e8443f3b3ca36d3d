"""Ids of everything a callback touches, by area. Nothing else in the project writes an id as text."""

URL = "url"
ROOT = "root"
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

PASSPORT = "passport"
PASSPORT_BODY = "passport-body"
PASSPORT_REQUEST = "passport-request"

SHARE = "share"
SHARE_BODY = "share-body"
SHARE_REQUEST = "share-request"
