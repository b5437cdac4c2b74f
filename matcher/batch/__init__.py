"""Many people at once: a table in, ranked and explained matches out, nothing lost.

`tables` reads, `people` makes profiles of rows, `scoring` answers them, a runner spreads the work, `engine`
keeps the books, `writers` say it in every format.
"""
