/** What the page says of itself, in the languages of the README. What it says of a file is the core's own words. */
const ENGLISH = {
  purpose:
    'Drop a model of Keras 1 or 2, save what Keras 3 loads. Nothing leaves this machine: the page cannot connect to anything.',
  choose: 'Choose files',
  hint: ".h5, .hdf5 or .keras files, or a folder of them. With weights alone, choose the model's .json as well.",
  chooseFiles: 'Choose files…',
  chooseFolder: 'Choose a folder…',
  formats: 'Write',
  h5: '.h5, a whole model or weights',
  keras: ".keras, Keras 3's archive",
  weights: '.weights.h5, weights for a model you build',
  options: 'Options',
  compile: 'keep the training settings (optimizer, loss, metrics)',
  strict: 'strict: refuse a file where the default is to warn',
  minKeras: 'The oldest Keras that must load them:',
  anyKeras: 'not said',
  lambdaValues: 'Globals that Lambda layers use, as NAME=VALUE, one a line:',
  limit:
    'Opened from a file, the page keeps results in memory: those of one file may take 1 GiB. Served from any web server it has no such limit.',
  zip: 'Save all as one .zip',
  footer:
    'In a repository, the same conversion is one step of a workflow, or one command. Every byte is read back and compared before a result is offered.',
  files: 'Files',
  waiting: 'waiting',
  working: 'converting',
  cancel: 'Cancel',
  cancelled: 'the conversion was cancelled',
  save: 'Save',
  afterwards: 'Then, in Python:',
  copy: 'Copy',
  copied: 'Copied',
  what: 'What the file is',
  renamed: 'Renamed entries',
  changed: 'Changed settings',
  source: 'In the source',
  result: 'In the result',
  setting: 'Setting',
  before: 'Before',
  after: 'After',
  absent: 'not there',
  noFormat: 'choose at least one format to write',
  noKeras: 'none of these files is an .h5, .hdf5 or .keras file',
  tooSlow:
    'converting it took too long: the file may be damaged, or try the command line, whose --timeout can be raised',
  died: 'the browser stopped the conversion, perhaps for want of memory: the file may be damaged, or try the command line',
  tooLarge:
    'a page opened from a file keeps results in memory, and these would take more than 1 GiB: choose fewer formats, open the page from a web server, or use the command line',
  total: (done: number, all: number) => (all === 1 ? `${done} of 1 file is done` : `${done} of ${all} files are done`),
};

export type Texts = typeof ENGLISH;

const CHINESE: Texts = {
  purpose: '拖入 Keras 1 或 2 的模型，保存 Keras 3 能加载的文件。任何内容都不会离开本机：此页面无法建立任何连接。',
  choose: '选择文件',
  hint: '.h5、.hdf5 或 .keras 文件，或包含它们的文件夹。如果文件只有权重，请同时选择模型的 .json。',
  chooseFiles: '选择文件…',
  chooseFolder: '选择文件夹…',
  formats: '输出',
  h5: '.h5，完整模型或权重',
  keras: '.keras，Keras 3 的归档',
  weights: '.weights.h5，用于自行构建的模型的权重',
  options: '选项',
  compile: '保留训练设置（优化器、损失、指标）',
  strict: '严格：默认只警告之处也拒绝转换',
  minKeras: '必须能加载结果的最旧 Keras 版本：',
  anyKeras: '不指定',
  lambdaValues: 'Lambda 层使用的全局变量，每行一个 NAME=VALUE：',
  limit: '从文件打开时，页面把结果保存在内存中：单个文件的结果最多 1 GiB。由任意网页服务器提供时没有此限制。',
  zip: '全部保存为一个 .zip',
  footer: '在仓库中，同样的转换只是工作流的一个步骤，或一条命令。结果提供下载之前，每个字节都已读回并比较。',
  files: '文件',
  waiting: '等待中',
  working: '转换中',
  cancel: '取消',
  cancelled: '转换已取消',
  save: '保存',
  afterwards: '然后在 Python 中：',
  copy: '复制',
  copied: '已复制',
  what: '文件内容',
  renamed: '重命名的条目',
  changed: '更改的设置',
  source: '源文件中',
  result: '结果中',
  setting: '设置',
  before: '之前',
  after: '之后',
  absent: '不存在',
  noFormat: '请至少选择一种输出格式',
  noKeras: '这些文件中没有 .h5、.hdf5 或 .keras 文件',
  tooSlow: '转换耗时过长：文件可能已损坏，或改用命令行（可提高 --timeout）',
  died: '浏览器停止了转换，可能是内存不足：文件可能已损坏，或改用命令行',
  tooLarge:
    '从文件打开的页面把结果保存在内存中，而这些结果将超过 1 GiB：请减少格式，从网页服务器打开此页面，或使用命令行',
  total: (done, all) => `已完成 ${done} / ${all} 个文件`,
};

/** Statuses in Chinese; in English they are the report's. */
export const CHINESE_STATUS: ReadonlyMap<string, string> = new Map([
  ['converted', '已转换'],
  ['up-to-date', '已是最新'],
  ['already-keras-3', '已是 Keras 3'],
  ['not-keras', '不是 Keras 文件'],
  ['lfs-pointer', 'Git LFS 指针'],
  ['refused', '已拒绝'],
  ['failed', '失败'],
]);

export type Language = 'en' | 'zh-CN';

export const TEXTS: Readonly<Record<Language, Texts>> = { en: ENGLISH, 'zh-CN': CHINESE };
