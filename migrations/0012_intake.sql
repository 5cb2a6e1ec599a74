-- An order pays for every index of the tables it is written to, and for every foreign key check of its rows. What
-- nobody reads goes, and what cannot break is not checked again per row (docs/adr/0011-orders-enter-in-batches.md).

-- Holds end with the order they belong to and are found by its lines; limits per person are counted on order lines.
drop index stock_hold_expiring;
drop index stock_hold_by_member;
-- Movements are read by place and time, or summed as a whole.
drop index stock_movement_by_variant;
-- Lines are found through their group.
drop index order_line_by_shop_order;
drop index order_group_newest;

-- The intake takes shop, item and alliance from rows it has just read, and nobody may delete those.
alter table order_group drop constraint order_group_alliance_id_fkey;
alter table shop_order drop constraint shop_order_alliance_id_seller_shop_id_fkey;
alter table order_line drop constraint order_line_alliance_id_variant_id_fkey;
revoke delete on shop, variant from lianbo_app, lianbo_system;

-- The order list of the whole alliance, newest first.
create index shop_order_newest on shop_order (alliance_id, placed_at desc, shop_order_id desc);
alter table order_line drop constraint order_line_alliance_id_shop_order_id_fkey;
call build_primary_key_last('shop_order');
alter table order_line add constraint order_line_of_shop_order
  foreign key (alliance_id, shop_order_id) references shop_order;
