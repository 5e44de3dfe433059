"""What of a salon's database somebody practises with: its lists and its team, none of its clients,
bookings or books."""

from __future__ import annotations

from pathlib import Path

from kiosk.salon.store.database import Store, translated

KEPT = (
    *("salon", "vat_period", "staff", "staff_right", "service", "product", "barcode"),
    *("hours_plan", "hours_plan_span", "hours_exception", "hours_exception_span"),
    *("resource", "service_resource", "means", "exchange_rate", "expense_item"),
    *("key_kept", "step_not_needed"),
)
"""Tables that are taken over, those that others refer to before them."""
EMPTY = (
    *("series", "change", "journal", "journal_head", "punch", "client", "stock_movement"),
    *("appointment", "appointment_service", "appointment_service_resource", "waiting"),
    *("bill", "bill_line", "sale", "sale_line", "payment", "tip", "print_job", "time_off"),
    *("card", "card_meaning", "salon_key", "points_movement", "import_progress"),
    *("client_staff", "staff_turnover", "client_word", "import_mapping", "payment_request"),
    *("sync_seen", "sync_pending", "sync_case", "sync_run", "sync_progress", "sync_account"),
    *("sync_fed", "sync_remote", "sync_link", "sync_service", "sync_channel", "sync_request"),
    *("folding", "visit_origin", "till", "till_session", "session_opening", "count_attempt"),
    *("closing", "closing_count", "till_event", "official_rate", "cash_movement", "expense"),
    *("day_sum", "fiscal_certificate", "fiscal_premise", "fiscal_item", "fiscal_attempt"),
    *("fiscal_book_receipt", "buyer", "buyer_lookup", "invoice", "invoice_file"),
    *("invoice_payment", "invoice_reminder", "mail", "mail_part"),
)
"""Tables that begin as those of a new salon do."""


def take_over(store: Store, live: Path) -> None:
    """Fills a new database from the one at ``live``, which is only read. Whoever left is not taken
    along; stock is counted anew with what there is."""
    with translated():
        store.db.execute_sql("ATTACH DATABASE ? AS live", (f"file:{live}?mode=ro",))
    try:
        with store.transaction():
            for table in KEPT:
                names = store.column(f"SELECT name FROM pragma_table_info('{table}')")
                columns = ", ".join(names)
                store.run(f"DELETE FROM {table}")
                store.run(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM live.{table}")
            store.run("UPDATE staff SET pin_misses = 0, pin_wait_until = 0")
            store.run("UPDATE salon SET iban = '', bic = ''")
            store.run(
                "INSERT INTO stock_movement (id, product_id, quantity_milli, kind, reason, at) "
                "SELECT randomblob(16), id, stock_milli, 'opening', '', 0 FROM product "
                "WHERE stock_milli <> 0"
            )
    finally:
        with translated():
            store.db.execute_sql("DETACH DATABASE live")
