import { useQuery } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { ErrorState, Skeleton } from '../../../kit/parts/states.tsx';
import { fetchFile } from '../../parts/fetch-file.ts';
import { useClaimText } from '../../texts/claims.ts';
import type { Claim } from './shapes.ts';
import './claim-photo.css';

/** What the neighbour saw. The photo is private, so it is fetched in this person's name. */
export function ClaimPhoto({ claim }: { claim: Claim }) {
  const T = useClaimText();
  const { photoUrl } = claim;
  const photo = useQuery({
    queryKey: ['fulfilment', 'claim-photo', photoUrl],
    queryFn: () => fetchFile(photoUrl ?? ''),
    enabled: photoUrl !== null,
    staleTime: Infinity,
  });
  const address = useMemo(() => photo.data && URL.createObjectURL(photo.data), [photo.data]);
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  if (photoUrl === null) return <p className="quiet">{T.noPhoto}</p>;
  if (photo.isError) {
    return <ErrorState icon={ImageOff} text={T.photoFailed} onRetry={() => void photo.refetch()} />;
  }
  if (address === undefined) return <Skeleton h={280} r={12} />;
  return <img className="claim-photo" src={address} alt={T.photoOf(claim.title, T.reasonOf(claim.reason))} />;
}
