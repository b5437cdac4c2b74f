import sys
from pathlib import Path
from kb.checks import check
from kb.loader import load_folders
l = load_folders([Path(p) for p in sys.argv[1:]])
for p in sorted([*l.problems, *check(l)], key=lambda p: (p.file, p.line or 0)):
    print(p)
print({k: len(getattr(l.records, k)) for k in type(l.records).model_fields})
