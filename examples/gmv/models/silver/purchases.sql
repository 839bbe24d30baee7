-- The purchases that are paid, each in its latest version. Key: purchase_id.

select
    transaction_date,
    purchase_id,
    buyer_id,
    producer_id,
    prod_item_id,
    order_date,
    release_date
from ({{ latest(ref('checked_purchase'), 'purchase_id') }})
where release_date is not null
