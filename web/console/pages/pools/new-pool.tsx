import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { serverNow } from '../../../kit/server-time.ts';
import { toast } from '../../../kit/parts/toast.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useNewPoolText } from '../../texts/new-pool.ts';
import { PoolFields } from './pool-fields.tsx';
import { type PoolDraft, draftOf, wirePool } from './pool-draft.ts';
import './new-pool.css';
import type { Offer } from './shapes.ts';

export interface NewPoolProps {
  isOpen: boolean;
  /** An offer to begin with; anything else starts at the choice. */
  offerId: string | undefined;
  onClose: () => void;
  onOpened: (poolId: string) => void;
}

const formId = 'new-pool';

/** Opens a pool on an offer: what, when, how many, at what tiers, and what if it does not form. */
export function NewPool({ isOpen, offerId, onClose, onOpened }: NewPoolProps) {
  const T = useNewPoolText();
  const [chosen, setChosen] = useState<Offer>();
  const [draft, setDraft] = useState<PoolDraft>();
  const [q, setQ] = useState('');
  const [now] = useState(serverNow);
  const found = useRead('supply', 'listOffers', { q, limit: 50 }, { enabled: isOpen });
  const asked = found.data?.rows.find((offer) => offer.offerId === offerId);
  const offer = chosen ?? asked;
  const shown = draft ?? (offer && draftOf(offer, now));
  const act = useOpenPool((poolId) => {
    setChosen(undefined);
    setDraft(undefined);
    onOpened(poolId);
  });
  function choose(next: Offer | undefined) {
    setChosen(next);
    setDraft(next && draftOf(next, serverNow()));
    act.setErrors({ fields: {} });
  }
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={T.title}
      foot={
        <>
          <span className="quiet small new-pool-note">{T.once}</span>
          <Button
            type="submit"
            size="s"
            {...{ form: formId }}
            isBusy={act.isBusy}
            {...(offer === undefined && { reason: T.pickFirst })}
          >
            {T.open}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="form"
        data-density="compact"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (offer && shown) void act.run(wirePool(offer, shown));
        }}
      >
        {offer === undefined || shown === undefined ? (
          <OfferPick
            offers={found.data?.rows ?? []}
            isLoading={found.isFetching}
            onSearch={setQ}
            onPick={choose}
          />
        ) : (
          <>
            <Picked offer={offer} onChange={() => choose(undefined)} />
            <PoolFields offer={offer} draft={shown} onChange={setDraft} errors={act.errors} />
          </>
        )}
      </form>
    </Drawer>
  );
}

function useOpenPool(onOpened: (poolId: string) => void) {
  const T = useNewPoolText();
  return useAct('supply', 'openPool', {
    words: {
      'mixed-sellers': () => ({ field: 'sellerShopId', message: T.sellerNeeded }),
      'moq-not-pack': ({ packSize, lower, upper }) => ({
        field: 'moq',
        message: T.notPack(Number(packSize), Number(lower), Number(upper)),
      }),
    },
    onDone: ({ poolId }) => {
      toast(T.opened);
      onOpened(poolId);
    },
  });
}

function OfferPick(props: {
  offers: readonly Offer[];
  isLoading: boolean;
  onSearch: (q: string) => void;
  onPick: (offer: Offer | undefined) => void;
}) {
  const T = useNewPoolText();
  return (
    <PickField
      label={T.offer}
      placeholder={T.findOffer}
      value={undefined}
      isLoading={props.isLoading}
      onSearch={props.onSearch}
      onChange={(id) => props.onPick(props.offers.find((offer) => offer.offerId === id))}
      options={props.offers
        .filter((offer) => offer.status === 'active' && !offer.hasOpenPool)
        .map((offer) => ({
          value: offer.offerId,
          title: offer.item.name,
          label: (
            <GoodsName item={offer.item} size={32} note={T.offerNote(offer.supplierName, offer.packSize)} />
          ),
        }))}
      hint={T.offerHint}
    />
  );
}

function Picked({ offer, onChange }: { offer: Offer; onChange: () => void }) {
  const T = useNewPoolText();
  const { item } = offer;
  return (
    <div className="new-pool-item">
      <GoodsPicture {...item} photoUrl={item.pictureUrl} size={56} />
      <div>
        <b>
          {item.name} {item.spec}
        </b>
        <small>
          {T.picked(item.itemCode, offer.supplierName, T.zone[item.temperatureZone], offer.packSize)}
        </small>
      </div>
      <Button kind="line" size="s" onClick={onChange}>
        {T.other}
      </Button>
    </div>
  );
}
