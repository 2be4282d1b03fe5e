import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.model.hashing import KeyIndex

keys = st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=200)


@given(keys, st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_index_gives_each_key_its_row_and_others_the_missing_row(known, others):
    index = KeyIndex(np.array(known, dtype=np.uint64))
    asked = known + others
    expected = [known.index(key) if key in known else len(known) for key in asked]
    assert index.rows(np.array(asked, dtype=np.uint64)).tolist() == expected
