"""Statements whose SQL is composed once a process. Pages that are opened all day ask by them.

Composing SQL costs Django more than PostgreSQL takes to answer it. What a Statement asks is a queryset like any
other, with ``Given`` where its values go; it keeps the SQL, and never a row.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]

Row = TypeVar("Row")


class Given(Expression):
    """A value that is named now and given at each call. ``filter(pk=Given("pk"))``."""

    template = "%s"
    conditional = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return self.template, [self]


class EachGiven(Given):
    """Any of a list of ids that are given at each call. ``filter(service_id__in=EachGiven("ids"))``."""

    # The inner SELECT hides how many there are: seen, it has PostgreSQL plan the statement afresh at every call.
    template = "SELECT unnest((SELECT %s::uuid[]))"


class Statement(Generic[Row]):
    """One question, asked in the transaction at hand and so inside its fence.

    ``Statement(lambda: Referral.objects.select_related("person").filter(pk=Given("pk")))``, then
    ``.first(pk=...)``. Takes querysets of models and ``values_list()``; no prefetch and no slice that varies.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any, Row]]) -> None:
        self._queryset = queryset

    def first(self, **given: Any) -> Row | None:
        """The first row, None if there is none. Unlike a queryset's it adds no LIMIT: ask for one row."""
        return next(self._rows(given), None)

    def all(self, **given: Any) -> list[Row]:
        """Every row, in the order of the queryset."""
        return list(self._rows(given))

    @cached_property
    def _composed(self) -> tuple[str, list[Any], Callable[[Any], Iterator[Any]], Callable[[Any], Any]]:
        """The SQL, what goes into it, and what makes of its rows what the queryset would."""
        queryset: Any = self._queryset()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])

        def converted(rows: list[Any]) -> Iterator[Any]:
            return compiler.apply_converters(rows, converters) if converters else iter(rows)

        return sql, list(params), converted, (_model_maker(compiler) if queryset._fields is None else tuple)

    def _rows(self, given: dict[str, Any]) -> Iterator[Row]:
        sql, params, converted, made = self._composed
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[one.name] if isinstance(one, Given) else one for one in params])
            rows = cursor.fetchall()
        return map(made, converted(rows))


def _model_maker(compiler: Any) -> Callable[[Any], Any]:
    """Makes a row into its model with what was joined to it, as Django's own ModelIterable does."""
    using, kind = compiler.using or "default", compiler.klass_info
    model: type[Model] = kind["model"]
    first, last = kind["select_fields"][0], kind["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    populators = get_related_populators(kind, compiler.select, using)
    annotations = compiler.annotation_col_map.items()

    def made(row: Any) -> Any:
        found = model.from_db(using, names, row[first:last])
        for populator in populators:
            populator.populate(row, found)
        for name, place in annotations:
            setattr(found, name, row[place])
        return found

    return made
