-- The central catalogue, what each shop lists of it, and imports on their way.

create table category (
  alliance_id uuid not null references alliance,
  code text not null,
  number text not null check (number ~ '^\d{4}$'),
  name text not null,
  ground text not null,
  position integer not null,
  next_serial integer not null default 1,
  primary key (alliance_id, code),
  constraint category_number_unique unique (alliance_id, number)
);
comment on column category.number is 'The middle of its item codes, LB-0218-0031; the first two digits follow the ground';
comment on column category.next_serial is 'Next item code of the category, taken under its row lock';
call guard_tenant_table('category');

create table product (
  alliance_id uuid not null,
  product_id uuid not null,
  category_code text not null,
  name text not null,
  pinyin_initials text not null,
  brand text not null,
  origin text not null,
  temperature_zone text not null check (temperature_zone in ('ambient', 'chilled', 'frozen', 'fresh-live')),
  shelf_life_days integer check (shelf_life_days > 0),
  return_policy text not null,
  licence_needed text not null,
  is_regulated boolean not null,
  description text not null,
  picture_key text not null,
  picture_file text,
  created_at timestamptz not null,
  primary key (alliance_id, product_id),
  constraint product_of_category foreign key (alliance_id, category_code) references category
);
comment on table product is 'What variants have in common. Without an index by category: a catalogue is read in one pass, and a smaller index than the key misleads foreign key checks before the first statistics';
call guard_tenant_table('product');

create table variant (
  alliance_id uuid not null,
  variant_id uuid not null,
  product_id uuid not null,
  item_code text not null,
  gtin text,
  spec text not null,
  unit_label text not null,
  sold_by text not null check (sold_by in ('piece', 'gram')),
  nominal_gram integer check (nominal_gram > 0),
  suggested_price_fen bigint check (suggested_price_fen >= 0),
  wholesale_price_fen bigint check (wholesale_price_fen >= 0),
  status text not null check (status in ('active', 'paused')),
  search_text text not null,
  identity text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (alliance_id, variant_id),
  constraint variant_item_code_unique unique (alliance_id, item_code),
  constraint variant_gtin_unique unique (alliance_id, gtin),
  constraint variant_by_gram_has_weight check (sold_by = 'piece' or nominal_gram is not null),
  foreign key (alliance_id, product_id) references product
);
comment on column variant.identity is 'Folded name, spec and brand: how a row of a file without code or barcode is recognised';
comment on column variant.search_text is 'Lower-case name, spec, brand, code, GTIN, full pinyin and initials: matched by substring';
call guard_tenant_table('variant');

-- The row people think in: a variant with its product and category. Row-level security is the caller's.
create view item with (security_invoker = true) as
select
  v.alliance_id, v.variant_id, v.product_id, v.item_code, v.gtin, p.name, p.pinyin_initials, v.spec, v.unit_label,
  p.category_code, c.name as category_name, c.ground, p.brand, p.origin, p.temperature_zone, p.shelf_life_days,
  v.sold_by, v.nominal_gram, p.return_policy, p.licence_needed, p.is_regulated, v.suggested_price_fen,
  v.wholesale_price_fen, p.description, p.picture_key, p.picture_file, v.status, v.search_text, v.updated_at
from variant v
join product p using (alliance_id, product_id)
join category c on c.alliance_id = p.alliance_id and c.code = p.category_code;
grant select on item to lianbo_app, lianbo_system;

create table listing (
  alliance_id uuid not null,
  shop_id uuid not null,
  variant_id uuid not null,
  price_fen bigint not null check (price_fen >= 0),
  exposure_limit integer check (exposure_limit >= 0),
  per_person_limit integer check (per_person_limit > 0),
  status text not null check (status in ('on', 'off')),
  updated_at timestamptz not null,
  primary key (alliance_id, shop_id, variant_id),
  constraint listing_of_shop foreign key (alliance_id, shop_id) references shop,
  constraint listing_of_variant foreign key (alliance_id, variant_id) references variant
);
create index listing_by_variant on listing (alliance_id, variant_id);
call guard_tenant_table('listing');

create table catalog_import (
  alliance_id uuid not null references alliance,
  import_id uuid not null,
  file_name text not null,
  state text not null check (state in ('mapped', 'applying', 'applied', 'failed')),
  header jsonb not null,
  mapping jsonb not null,
  cells jsonb not null,
  row_count integer not null,
  applied_count integer not null default 0,
  report jsonb not null,
  created_by uuid,
  created_at timestamptz not null,
  applied_at timestamptz,
  primary key (alliance_id, import_id)
);
comment on column catalog_import.cells is 'Rows of text cells as read from the file, kept until applied';
call guard_tenant_table('catalog_import');
