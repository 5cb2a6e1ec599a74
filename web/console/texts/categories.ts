import { texts } from '../../kit/text.ts';

const zh = {
  title: '品类',
  count: (n: number) => `${n} 个`,
  intro: '品类决定统一编码的中段、图片底色和商城里的顺序',
  add: '新建品类',
  added: '已新建',
  save: '保存',
  name: '名称',
  number: '编码段',
  code: '代码',
  codeHint: '小写字母开头，如 fruit、dairy-egg',
  ground: '底色',
  grounds: {
    leaf: '蔬菜绿',
    fruit: '鲜果粉',
    grain: '粮油黄',
    milk: '蛋奶蓝',
    bake: '烘焙棕',
    care: '日用紫',
    sea: '水产青',
  },
  none: '还没有品类',
};
const en: typeof zh = {
  title: 'Categories',
  count: (n) => `${n}`,
  intro: 'A category gives items the middle of their code, their ground and their place in the shop',
  add: 'New category',
  added: 'Added',
  save: 'Save',
  name: 'Name',
  number: 'Code part',
  code: 'Code',
  codeHint: 'Lower case, such as fruit or dairy-egg',
  ground: 'Ground',
  grounds: {
    leaf: 'leaf green',
    fruit: 'fruit pink',
    grain: 'grain yellow',
    milk: 'milk blue',
    bake: 'bakery brown',
    care: 'household violet',
    sea: 'sea green',
  },
  none: 'No category yet',
};

export const useCategoryText = texts({ zh, en });
