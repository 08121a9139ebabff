"""Complaints about a standard (认定 第九章): a whole procedure that every app's standards share.

``states`` ``times``  who plays a part, which states there are, and how long each may take
``procedures``  by which clause a standard's complaints are handled: an app declares its own
``records``  who complains, with what evidence, and what was written since
``rules`` ``papers`` ``meeting``  what the steps need and issue
``models``  the complaint and its steps
``actions`` ``telling``  what people outside and inside write, and who is told
``queries`` ``figures``  what the pages read, and the numbers for the quality system
"""
