-- The joins neither lose nor double a purchase: the days of the window hold the value of their purchases, to the cent.

select
    (select sum(gmv) from {{ ref('daily_gmv') }} where {{ in_window() }}) as gmv,
    (
        select sum(purchase_value)
        from {{ ref('purchases') }}
        inner join {{ ref('product_items') }} using (prod_item_id)
        where {{ in_window() }}
    ) as value_of_purchases
where gmv is distinct from value_of_purchases
