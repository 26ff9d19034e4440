"""How long a search takes among 100,000 names.

    python -m benchmarks.finding_names [--names 100000]

Names are made of the words that offices and projects are named with; each search is asked as a person types it: part of a name, pinyin,
initials, a code.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import time

from pipeline.answers.search import Names, indexed

LIMIT_SECONDS = 0.1
_PLACES = [a + b for a, b in itertools.product("东西南北中安平永新长", "山河湖江城州阳海岭川")]
_OFFICES = [
    "财政局",
    "教育局",
    "商务局",
    "公安局",
    "民政局",
    "司法局",
    "审计局",
    "水利局",
    "统计局",
    "医疗保障局",
    "卫生健康委员会",
    "市场监督管理局",
    "住房和城乡建设局",
]
_WORKS = [
    "道路维修",
    "信息化建设",
    "人员经费",
    "办公设备购置",
    "困难群众救助",
    "农村饮水安全",
    "义务教育保障",
    "园林养护",
]
_TYPED = (
    "商务局",
    "shangwuju",
    "swj",
    "东山",
    "weishengjiankang",
    "wsjkwyh",
    "道路维修",
    "410000123",
    "xixi",
    "没有的名字",
)


def names(count: int) -> list[dict[str, str]]:
    """Bodies and projects with codes."""
    combined = itertools.product(
        itertools.product(_PLACES, ("县", "区", "市")), _OFFICES, ("", *_WORKS), ("", "一期", "二期", "三期", "四期")
    )
    return [
        {
            "kind": "project" if work else "unit",
            "id": f"{number}",
            "name": f"{place}{level}{office}{work}{part}",
            "place": f"{place}{level}",
            "code": f"41{number:07}",
        }
        for number, ((place, level), office, work, part) in enumerate(itertools.islice(combined, count))
    ]


def main() -> None:
    """Search and print; exit status 1 when a search takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=100_000)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    index = Names(indexed(names(chosen.names)))
    print(f"{chosen.names:,} names indexed in {time.perf_counter() - begun:.1f} s")
    worst = 0.0
    for text in _TYPED:
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            found = index.named(text)
            took.append(time.perf_counter() - begun)
        worst = max(worst, statistics.median(took))
        print(f"{text:18} {len(found):3} hits {statistics.median(took) * 1000:6.1f} ms")
    sys.exit(1 if worst > LIMIT_SECONDS else 0)


if __name__ == "__main__":
    main()
