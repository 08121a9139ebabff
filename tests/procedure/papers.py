"""The example procedure's official form."""

from zsa_portal.documents.forms import FormKind
from zsa_portal.workflow.models import Level

EXAMPLE_FORM = FormKind(
    key="test.example_form",
    title="Example form",
    template="forms/example.html",
    prefix="LS",
    level=Level.RESTRICTED,
)
EXAMPLE_DATA = {
    "title": "《质量提升评价规范》",
    "rows": [
        {
            "title": f"团体标准第{n}号项目",
            "organisation": f"第{n}研究院有限公司",
            "ends": "2026-12-31",
        }
        for n in range(1, 61)
    ],
    "note": "各申报单位应按期完成。" * 30,
}
