import { z } from 'zod';
import { endpoint } from './endpoint.ts';

const checkName = z.enum([
  'hub',
  'browser-push',
  'rtmp-push',
  'browser-play',
  'flv-play',
  'hls-play',
  'rtmp-play',
  'forged',
  'record',
  'server-push',
  'server-callback',
  'server-play',
  'server-forged',
]);

/** Whether live video works here, found out by trying. */
export const liveCheck = {
  getMediaSetup: endpoint({
    method: 'GET',
    path: '/api/media/setup',
    kind: 'read',
    who: ['operator'],
    summary: 'How live video is set up: media server, ports, where its webhook goes',
    input: z.object({}),
    output: z.object({
      server: z.enum(['embedded', 'srs', 'mediamtx', 'nginx-rtmp', 'tencent', 'aliyun']),
      /** Null when RTMP is off or its port was taken. */
      rtmpPort: z.number().nullable(),
      httpPort: z.number().nullable(),
      isRecording: z.boolean(),
      /** With {stream} and {token} in them; null without a media server. */
      pushUrl: z.string().nullable(),
      playUrl: z.string().nullable(),
      /** Path for the webhook of the media server; null when it has none. */
      hookPath: z.string().nullable(),
    }),
  }),
  checkMedia: endpoint({
    method: 'POST',
    path: '/api/media/check',
    kind: 'saga',
    who: ['operator'],
    summary: 'Publish, play and call back for real, and say what works; takes some seconds',
    input: z.object({}),
    output: z.object({
      checks: z.array(
        z.object({
          name: checkName,
          state: z.enum(['ok', 'failed', 'off']),
          millis: z.number(),
          detail: z.string(),
        }),
      ),
    }),
  }),
};
