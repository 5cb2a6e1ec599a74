const longestSidePixel = 1_600;
const quality = 0.82;

/** A photo of the camera as JPEG of at most 1600 px, upright: a claim needs no 12 megapixels. Rejects what is no picture. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSidePixel / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('No JPEG encoder')) : resolve(blob)),
      'image/jpeg',
      quality,
    );
  });
}
