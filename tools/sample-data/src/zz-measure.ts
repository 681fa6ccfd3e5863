import { createFieldCipher } from '@nuan/database';
const c = createFieldCipher({keys:[{id:'test',key:Buffer.alloc(32,7)}],hashKey:Buffer.alloc(32,9)});
const cpu=(n:string,f:()=>void)=>{const c0=process.cpuUsage();f();const d=process.cpuUsage(c0);console.log(n,((d.user+d.system)/100000).toFixed(2),'us')};
const texts=Array.from({length:2000},(_,i)=>'34990019700101'+(1000+i));
for(let r=0;r<3;r++){cpu('hash',()=>{for(let b=0;b<50;b++) for(const t of texts) c.hash('id-number',t)});cpu('sealMany',()=>{for(let b=0;b<50;b++) c.sealMany(texts)});cpu('hashMany',()=>{for(let b=0;b<50;b++) c.hashMany('id-number',texts)});}
