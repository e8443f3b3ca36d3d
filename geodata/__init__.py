"""Where things are: boundaries, region codes and neighbours.

Belongs here: outlines of the province, its prefectures and counties, what their codes mean, who borders whom, and the
script that builds the boundary files. Does not belong here: investment figures, texts, drawing.
"""
