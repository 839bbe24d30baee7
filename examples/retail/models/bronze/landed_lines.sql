-- Every line as it came, in the order of the files.

select
    InvoiceNo as invoice_no, StockCode as stock_code, Description as description, Quantity as quantity,
    InvoiceDate as invoice_date, UnitPrice as unit_price, CustomerID as customer_id, Country as country, surplus,
    parse_filename(filename) as _source_file,
    current_timestamp as _ingested_at
from {{ source('tills', 'sales') }}
