-- Buyers of a span, each counted once, without a look at every buyer.

create table buyer_gap (
  alliance_id uuid not null references alliance,
  day date not null,
  shop_id uuid,
  gap_days smallint not null check (gap_days between 1 and 31),
  buyers bigint not null default 0,
  constraint buyer_gap_key unique nulls not distinct (alliance_id, shop_id, day, gap_days)
);
comment on table buyer_gap is 'Buyers of a day by the days since they last bought (shop null: anywhere); 31 is so long ago or never';

-- The owner of a table is behind its wall, too: what stands there now is only seen without it.
alter table buyer_day no force row level security;
insert into buyer_gap (alliance_id, day, shop_id, gap_days, buyers)
select alliance_id, day, shop_id, least(coalesce(day - previous, 31), 31), count(*)
from (select alliance_id, day, shop_id, lag(day) over (partition by alliance_id, shop_id, member_id order by day) as previous
  from buyer_day) as bought
group by 1, 2, 3, 4;
alter table buyer_day force row level security;
call guard_tenant_table('buyer_gap');

-- The day before and the day after, and whether there was any.
create index buyer_day_of_member on buyer_day (alliance_id, member_id, shop_id, day);
drop index buyer_day_of_alliance;
