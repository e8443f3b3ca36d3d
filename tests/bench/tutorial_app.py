"""The application a tutorial would write: the yardstick of the bench.

Belongs here: the plain way, as the documentation of Dash and Plotly Express shows it: a dropdown, a graph, a callback
that reads and filters a table and returns a whole figure with the boundaries inside. Does not belong here: any
cleverness, for or against it.

Environment: LEVEL is 11 (prefectures, the indicator's newest value; default) or 117 (counties, the indicator's rows).
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

ROOT = Path(__file__).resolve().parent.parent.parent
LEVEL = os.environ.get("LEVEL", "11")
FILE = {"11": "prefectures.geojson", "117": "counties.geojson"}[LEVEL]

geojson = json.loads((ROOT / "geodata" / "files" / FILE).read_text(encoding="utf-8"))
regions = pd.DataFrame({"region_code": [feature["properties"]["region_code"] for feature in geojson["features"]]})
observations = pd.read_csv(ROOT / "data" / "tables" / "observations.csv", dtype={"region_code": str, "period": str})
indicators = observations["indicator_id"].value_counts().head(20).index.tolist()

app = Dash(__name__)
server = app.server

app.layout = html.Div(
    [
        html.H1("Shanxi"),
        dcc.Dropdown(indicators, indicators[0], id="indicator", clearable=False),
        dcc.Graph(id="map", style={"height": "80vh"}),
    ]
)


@app.callback(Output("map", "figure"), Input("indicator", "value"))
def update_map(indicator):
    df = pd.read_csv(ROOT / "data" / "tables" / "observations.csv", dtype={"region_code": str, "period": str})
    df = df[df["indicator_id"] == indicator]
    if LEVEL == "11":
        df = df.sort_values("period").groupby("region_code", as_index=False)["value"].last()
    else:
        df = df.groupby("region_code", as_index=False)["value"].count()
    df = regions.merge(df, on="region_code", how="left").fillna({"value": 0})
    return px.choropleth_map(
        df,
        geojson=geojson,
        locations="region_code",
        featureidkey="properties.region_code",
        color="value",
        map_style="white-bg",
        center={"lat": 37.6, "lon": 112.3},
        zoom=5.5,
    )
