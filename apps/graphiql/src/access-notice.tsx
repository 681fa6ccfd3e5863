import type { SchemaAccess } from './schema-access';

/** What is said to whom isn't shown the schema, and what to do next. */
interface Notice {
  readonly title: string;
  readonly text: string;
  readonly chinese: string;
}

const NOTICES: Readonly<Record<Exclude<SchemaAccess['kind'], 'shown'>, Notice>> = {
  withheld: {
    title: 'Your role is not shown the schema here',
    text:
      'Documentation, explorer and completion are off. Your operations run as ever, and so do the saved questions that are offered to your role. ' +
      'If your work needs the schema, ask your administrator for a role that is shown it, or for a program with the scope schema:read.',
    chinese:
      '您的角色不能查看接口结构：文档、字段浏览器和自动补全已关闭。自己编写的查询照常运行，列出的都是您的角色可以运行的问题。' +
      '工作中确需查看的，请联系管理员改用可以查看的角色，或登记带 schema:read 权限的程序。',
  },
  refused: {
    title: 'This token is not accepted here',
    text: 'It has expired, was revoked, or was made out for another place. Sign in again, and paste the new token above.',
    chinese: '此令牌在这里无效：已过期、已被吊销，或是发给别处的。请重新登录，把新的令牌粘贴到上方。',
  },
  elsewhere: {
    title: 'This token is good for one subgraph only',
    text: 'Open the page of that subgraph and paste it there: the gateway takes no token that names a subgraph or a contract.',
    chinese: '此令牌只用于一个子图。请打开那个子图的页面粘贴：网关不接受写明子图或接口契约的令牌。',
  },
  unknown: {
    title: 'The server does not answer as it should',
    text: 'Wait a minute and paste the token again. If this stays, tell whoever runs the platform.',
    chinese: '服务暂时没有正常应答。请稍候一分钟再粘贴令牌；仍然如此的，请告知平台运维人员。',
  },
};

interface AccessNoticeProps {
  readonly kind: Exclude<SchemaAccess['kind'], 'shown'>;
}

/** The notice above the editors, or in their place, in both languages. */
export function AccessNotice({ kind }: AccessNoticeProps) {
  const { title, text, chinese } = NOTICES[kind];
  return (
    <section className="nuan-notice" role="status" data-access={kind}>
      <h2>{title}</h2>
      <p>{text}</p>
      <p lang="zh">{chinese}</p>
    </section>
  );
}
