"""The smallest whole procedure: a suggestion that a committee adopts, written as one folder.

It stands in INSTALLED_APPS and in the urls of the tests; nothing else of the portal names it.

``states``   who plays a part and which states there are
``models``   the procedure: its table, its steps, each with what it needs
``rules``    the conditions of the steps, and whose steps they are
``papers``   a paper that people add, and an official form that a step issues
``ballots``  a kind of ballot with its majority
``notices``  a kind of public notice with its time
``actions``  what begins a matter, and what a step does with the kernel's help
``forms`` ``views`` ``urls`` ``templates/``  the one page of its own: everything else is the kernel's
``entries``  its line in the menu
``access/`` ``walk`` ``stations``  its tests' world: who may see what, and each state walked to once
"""
