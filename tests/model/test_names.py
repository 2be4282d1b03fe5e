from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.model.names import NameTable
from unodc_nlp.model.view import make_view


def find(table, text):
    view = make_view(text)
    found = table.find(view.codes)
    return sorted(
        (text[view.index[a] : view.index[b - 1] + 1], int(v))
        for a, b, v in zip(found.starts, found.ends, found.values, strict=True)
    )


def test_table_finds_every_name_also_inside_another():
    table = NameTable({"印度": 1, "印度尼西亚": 2})
    assert find(table, "印度尼西亚和印度") == [("印度", 1), ("印度", 1), ("印度尼西亚", 2)]


def test_table_finds_a_name_broken_by_a_line():
    assert find(NameTable({"安全理事会": 1}), "安全\n理事会") == [("安全\n理事会", 1)]


def test_table_finds_nothing_for_a_prefix_of_a_name():
    assert find(NameTable({"安全理事会": 1}), "安全理事") == []


def test_table_without_names_finds_nothing():
    assert find(NameTable({}), "大会") == []


def test_table_is_rebuilt_from_its_arrays():
    table = NameTable.from_arrays(*NameTable({"大会": 3}).arrays())
    assert find(table, "大会") == [("大会", 3)]


@given(
    st.dictionaries(st.text("大会A", min_size=1, max_size=4), st.integers(1, 9), max_size=6),
    st.text("大会A", max_size=20),
)
def test_table_finds_what_a_search_for_each_name_finds(names, text):
    expected = sorted(
        (name, value) for name, value in names.items() for i in range(len(text)) if text.startswith(name, i)
    )
    assert find(NameTable(names), text) == expected
