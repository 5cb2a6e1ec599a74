import { Camera } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Icon } from '../../kit/parts/icon.tsx';
import { FormProblem } from '../parts/form-problem.tsx';
import { shrinkPhoto } from '../platform/photo.ts';
import { useClaimText } from '../texts/claim.ts';

/** One photo, from the camera or the album, shown before it is sent. */
export function PhotoField({
  photo,
  onPhoto,
}: {
  photo: Blob | undefined;
  onPhoto: (photo: Blob | undefined) => void;
}) {
  const T = useClaimText();
  const [isBad, setBad] = useState(false);
  const url = usePictureUrl(photo);
  async function take(file: File | undefined) {
    if (file === undefined) return;
    setBad(false);
    try {
      onPhoto(await shrinkPhoto(file));
    } catch {
      setBad(true);
      onPhoto(undefined);
    }
  }
  return (
    <div className="grid gap-2">
      <label className="relative grid place-items-center gap-2 min-h-[180px] overflow-hidden rounded-l bg-card text-leaf-700 has-focus-visible:shadow-[var(--lb-focus)]">
        {url === undefined ? (
          <span className="grid justify-items-center gap-2">
            <Icon as={Camera} size={36} />
            {T.takePhoto}
          </span>
        ) : (
          <>
            <img src={url} alt={T.photoAlt} className="w-full max-h-[320px] object-contain" />
            <span className="absolute right-2 bottom-2 px-3 py-1 rounded-full text-sm bg-card">
              {T.retake}
            </span>
          </>
        )}
        <input
          type="file"
          accept="image/*"
          className="lb-unseen"
          aria-label={T.takePhoto}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      <FormProblem text={isBad ? T.photoBad : undefined} />
    </div>
  );
}

function usePictureUrl(photo: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (photo === undefined) {
      setUrl(undefined);
      return undefined;
    }
    const made = URL.createObjectURL(photo);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return url;
}
