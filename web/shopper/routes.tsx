import { createRootRoute } from '@tanstack/react-router';
import { makeRouter, page } from '../kit/router.tsx';

const root = createRootRoute();

export const router = makeRouter(
  root.addChildren([
    page(root, '/', () => import('./pages/home.tsx'), 'HomePage'),
    page(root, '/search', () => import('./pages/search.tsx'), 'SearchPage'),
    page(root, '/shops', () => import('./pages/shops.tsx'), 'ShopsPage'),
    page(root, '/shops/$shopId', () => import('./pages/shop.tsx'), 'ShopPage'),
    page(root, '/goods/$goodsKey', () => import('./pages/goods.tsx'), 'GoodsPage'),
    page(root, '/live', () => import('./pages/live.tsx'), 'LivePage'),
    page(root, '/live/$sessionId/$shopId', () => import('./pages/room.tsx'), 'RoomPage'),
    page(root, '/s/$shareCode', () => import('./pages/share-landing.tsx'), 'ShareLandingPage'),
    page(root, '/cart', () => import('./pages/cart.tsx'), 'CartPage'),
    page(root, '/checkout', () => import('./pages/checkout.tsx'), 'CheckoutPage'),
    page(root, '/pay/$orderGroupId', () => import('./pages/pay.tsx'), 'PayPage'),
    page(root, '/orders', () => import('./pages/orders.tsx'), 'OrdersPage'),
    page(root, '/orders/$orderGroupId', () => import('./pages/order.tsx'), 'OrderPage'),
    page(root, '/orders/$orderGroupId/claim/$orderLineId', () => import('./pages/claim.tsx'), 'ClaimPage'),
    page(root, '/me', () => import('./pages/me.tsx'), 'MePage'),
    page(root, '/me/profile', () => import('./pages/profile.tsx'), 'ProfilePage'),
    page(root, '/me/addresses', () => import('./pages/addresses.tsx'), 'AddressesPage'),
    page(root, '/sign-in', () => import('./pages/sign-in.tsx'), 'SignInPage'),
  ]),
);
