"""What WhatsApp writes in place of pictures, voice, files and places, by language: data only.

A line of a table is a language and its phrases, "|" between. Where the app changed its words, old and new ones stand
side by side. `phrases.py` looks them up. Checked against exports and string tables of 2016 to 2026.
"""

from __future__ import annotations

IMAGE = """
en image omitted | photo omitted | view once photo omitted
de Bild weggelassen
es imagen omitida | foto omitida
fr image absente | image omise
it immagine omessa
pt imagem ocultada | imagem oculta | imagem omitida | imagem não revelada
nl afbeelding weggelaten
tr görüntü dahil edilmedi | resim dahil edilmedi
ru изображение отсутствует | изображение опущено
ar لم يتم إدراج الصورة | تم حذف الصورة
he התמונה הושמטה | תמונה הושמטה
hi फ़ोटो हटाई गई | इमेज छोड़ी गई
id gambar tidak disertakan
ja 画像は含まれていません | 画像は省略されました
ko 이미지 생략됨 | 이미지 제외됨
zh 照片已忽略 | 图像已忽略 | 图片已忽略 | 图片已省略 | 圖片已略去 | 圖像已省略 | 圖片已省略
pl obraz pominięty
uk зображення відсутнє
sv bild utesluten
da billede udeladt
nb bilde ikke inkludert
fi ei kuvaa
cs obrázek vynechán
sk obrázok vynechaný
hu kép küldése sikertelen
ro imagine omisă
el εικόνα παραλείφθηκε
hr slika izostavljena
ca imatge omesa
ms imej tidak dimasukkan
vi đã bỏ qua hình ảnh
th ไม่มีรูปภาพ
fa تصویر حذف شد
ur تصویر نکال دی گئی ہے
bn ইমেজ বাদ দেওয়া হয়েছে
mr इमेज वगळली
gu છબી પડતી મૂકાઈ
"""
VIDEO = """
en video omitted | video note omitted | view once video omitted
de Video weggelassen | Videonachricht weggelassen
es video omitido | nota de video omitida | nota de vídeo omitida
fr vidéo absente | vidéo omise | note vidéo absente
it video omesso | messaggio video omesso | videomessaggio omesso
pt vídeo omitido | vídeo ocultado | vídeo oculto | vídeo não revelado | recado de vídeo omitido
nl video weggelaten | videobericht weggelaten
tr video dahil edilmedi | görüntülü not dahil edilmedi
ru видео отсутствует | видео опущено | видеосообщение отсутствует
ar لم يتم إدراج الفيديوهات | لم يتم إدراج الفيديو | تم حذف الفيديو
he סרטון הווידאו הושמט | הסרטון הושמט | הסרט הושמט
hi वीडियो छोड़ा गया
id video tidak disertakan
ja ビデオは含まれていません | 動画は含まれていません | 動画は省略されました
ko 비디오 생략됨 | 동영상 생략됨
zh 视频已忽略 | 视频已省略 | 影片已略去 | 影片已省略
pl wideo pominięte
uk відео відсутнє
sv video utesluten
da video udeladt
nb video utelatt
fi videota ei sisällytetä
cs video vynecháno
sk video vynechané
hu videó kihagyva
ro clip video omis
el βίντεο παραλείφθηκε
hr video izostavljen
ca vídeo omès
ms video tidak dimasukkan
vi đã bỏ video
th วิดีโอถูกลบ
fa ویدیو حذف شد
"""
AUDIO = """
en audio omitted
de Audio weggelassen
es audio omitido
fr audio omis | audio absent
it audio omesso
pt áudio ocultado | áudio oculto | áudio omitido | ficheiro de áudio não revelado
nl audio weggelaten
tr ses dahil edilmedi
ru аудиофайл отсутствует | аудио отсутствует | аудио опущено
ar لم يتم إدراج المقاطع الصوتية | لم يتم إدراج المقطع الصوتي | تم حذف الصوت
he קטע קול הושמט | השמע הושמט | האודיו הושמט
hi ऑडियो हटाई गयी | ऑडियो छोड़ा गया
id audio tidak disertakan
ja 音声は含まれていません | オーディオは含まれていません | 音声は省略されました
ko 오디오 생략됨
zh 音频已忽略 | 音频已省略 | 音訊已略去 | 音訊已省略
pl audio pominięte
uk аудіо відсутнє
sv ljud utelslutet | ljud uteslutet
da lyd udeladt
nb lyd utelatt
fi äänitiedostoa ei sisällytetä
cs zvukový soubor vynechán
sk zvuk vynechaný
hu hang kihagyása
ro fără audio
el ήχος παραλείφθηκε
hr zvuk izostavljen
ca àudio omès
ms audio tidak dimasukkan
vi bỏ qua tệp âm thanh
th ไม่มีไฟล์เสียง
fa صدا حذف شد
"""
VOICE = """
en voice message omitted | view once voice message omitted
de Sprachnachricht weggelassen
es mensaje de voz omitido | nota de voz omitida
fr message vocal absent | message vocal omis
it messaggio vocale omesso
pt mensagem de voz omitida | mensagem de voz ocultada
nl spraakbericht weggelaten
tr sesli mesaj dahil edilmedi
ru голосовое сообщение отсутствует
id pesan suara tidak disertakan
zh 语音消息已忽略 | 語音訊息已略去 | 語音訊息已省略
"""
STICKER = """
en sticker omitted
de Sticker weggelassen
es sticker omitido
fr sticker omis | sticker absent
it sticker non incluso | sticker omesso
pt figurinha omitida | sticker omitido | sticker não revelado
nl sticker weggelaten
tr çıkartma dahil edilmedi
ru стикер не добавлен | стикер отсутствует
ar تم حذف الملصقات | لم يتم إدراج الملصق | تم حذف الملصق
he סטיקר הושמט | הסטיקר הושמט
hi स्टिकर छोड़ा गया
id stiker tidak disertakan
ja スタンプは含まれていません | ステッカーは含まれていません
ko 스티커 제외됨 | 스티커 생략됨
zh 贴图已省略 | 贴图已忽略 | 貼圖已略去 | 貼圖已忽略 | 貼圖已省略
pl pominięto naklejkę
uk наклейку не додано
sv sticker utesluten
da klistermærke udeladt
nb klistremerke utelatt
fi tarraa ei sisällytetty
cs nálepka vynechána
hu matrica kihagyva
ro autocolant omis
el αυτοκόλλητο παραλήφθηκε
"""
GIF = """
en GIF omitted
de GIF weggelassen | GIF ausgeschlossen
es GIF omitido
fr GIF retiré | GIF omis | GIF absent
it GIF esclusa | GIF omessa
pt GIF omitido | GIF ocultado | GIF não revelada
nl GIF weggelaten
tr GIF dahil edilmedi
ru GIF отсутствует
ar لم يتم إدراج صورة GIF
he GIF הושמט
hi GIF छोड़ा गया
id GIF tidak disertakan
ja GIFは含まれていません
ko GIF 생략됨
zh GIF 动态图已被忽略 | GIF 已忽略 | GIF 已略去 | GIF 圖片已被省略
pl plik GIF pominięty
uk GIF-анімацію пропущено
sv GIF utesluten
da GIF udeladt
nb GIF utelatt
cs GIF vynechán
"""
FILE = """
en document omitted
de Dokument weggelassen
es documento omitido
fr document manquant | document omis
it documento omesso
pt documento omitido | documento ocultado | documento não revelado
nl document weggelaten
tr belge dahil edilmedi
ru документ отсутствует | документ опущен
ar لم يتم إدراج المستند
he מסמך הושמט | המסמך הושמט | הקובץ הושמט
hi डॉक्यूमेंट छोड़ा गया
id dokumen tidak disertakan
ja ドキュメントは含まれていません
ko 문서 생략됨
zh 文档已省略 | 文档已忽略 | 文件已忽略 | 文件已略去 | 文件已省略
pl dokument pominięty
uk документ пропущено
sv dokument uteslutet
da dokument udeladt
nb utelatt dokument
fi dokumenttia ei sisällytetä
cs dokument vynechán
hu dokumentum kihagyva
ro document omis
el έγγραφο παραλείφθηκε
"""
CONTACT = """
en contact card omitted
de Kontaktkarte ausgelassen | Kontaktkarte weggelassen
es tarjeta de contacto omitida
fr fiche contact manquante
it scheda contatto omessa
pt cartão do contato omitido | contacto não revelado
nl visitekaartje weggelaten
tr kişi kartı dahil edilmedi
ru карточка контакта отсутствует
ar لم يتم إدراج بطاقة جهة اتصال
he כרטיס איש קשר הושמט
hi कॉन्टैक्ट कार्ड छोड़ा गया
id kartu kontak tidak disertakan
ja 連絡先カードを省略
ko 연락처 카드 생략됨
zh 联系人卡片已忽略 | 聯絡人卡片已略去 | 聯絡人卡片已省略
pl pominięta wizytówka kontaktu
uk картка контакту відсутня
sv kontaktkort uteslutet
da kontaktkort udeladt
"""
MEDIA = """
en <Media omitted> | <View once message omitted>
de <Medien ausgeschlossen> | <Medien weggelassen> | <Medien ausgelassen>
es <Multimedia omitido> | <Archivo omitido> | <Archivo multimedia omitido>
fr <Médias omis> | <Fichier omis> | <Fichier multimédia omis>
it <Media omessi> | <Media omesso>
pt <Mídia oculta> | <Mídia omitida> | <Arquivo de mídia oculto> | <Ficheiro não revelado> | <Ficheiro multimédia omitido>
nl <Media weggelaten>
tr <Medya dahil edilmedi> | <Medya atlanmış> | <Dosya dahil edilmedi>
ru <Без медиафайлов> | <Файл пропущен> | <Медиафайл отсутствует> | <Медиа пропущено> | <Медиа пропущены>
ar <تم استبعاد الوسائط>
he <המדיה לא נכללה> | <מדיה הושמטה> | <המדיה הושמטה>
hi <मीडिया के बिना>
id <Media tidak disertakan>
ja <メディアなし> | <メディアは含まれていません>
ko <미디어 파일 제외됨> | <미디어 파일을 생략한 대화내용>
zh <省略多媒体文件> | <媒体文件已省略> | <省略影音内容> | <已省略多媒體檔案> | <忽略多媒體檔> | <省略多媒體檔案> | <媒体省略>
af <Media weggelaat>
az <Media buraxıldı> | <Media çıxarılmışdır>
bg <Без файл>
bn <মিডিয়া বাদ দেওয়া হয়েছে>
ca <Fitxers multimèdia omesos> | <Mitjans omesos>
cs <Média vynechány> | <Média vynechána>
da <Medier udeladt> | <Mediefil udeladt>
el <Αρχείο παραλήφθηκε> | <Εξαίρεση πολυμέσων>
et <Meedia välja jäetud> | <Meedia ära jäetud>
fa <رسانه حذف شد> | <پيوست نما/آهنگ حذف شد>
fi <Media jätettiin pois> | <Media jätetty pois>
hr <Medijski zapis izostavljen>
hu <Média elhagyva> | <Hiányzó médiafájl>
lt <Medija praleista> | <Praleistas medijos turinys>
lv <Nav iekļauta multivide> | <Bez multivides>
ms <Media dikecualikan> | <Media disingkirkan>
nb <Media utelatt> | <Uten vedlegg>
pl <pominięto multimedia> | <pliki pominięto>
ro <Conținut media omis>
sk <Médiá vynechané>
sl <Datoteke izpuščene> | <Medij izpuščen>
sr <Медији су изостављени>
sv <Media utelämnat> | <Media har utelämnats>
sw <Media hazijajumuishwa> | <Media imerukwa>
ta <கோப்புகள் விடப்பட்டன> | <ஊடகங்கள் நீக்கப்பட்டது>
te <మీడియా విస్మరించబడింది> | <మాధ్యమం విస్మరించబడింది>
th <ไฟล์สื่อถูกลบ> | <สื่อถูกลบ>
uk <Медіа пропущено>
ur <میڈیا چھوڑ دیا گیا> | <میڈیا ہٹا دیا گیا>
vi <Bỏ qua tệp phương tiện> | <Bỏ qua Media>
gu <મિડિયા છોડી મૂકાયું> | <મીડિયા અવગણવામાં આવ્યા>
kk <Файлдар қосылмаған> | <Файл қосылған жоқ>
kn <ಮಾಧ್ಯಮ ಕೈಬಿಡಲಾಗಿದೆ>
lo <ບໍ່ລວມມີເດຍ>
mk <Без фајлови> | <Без фајл>
ml <മീഡിയ ഒഴിവാക്കി>
mr <मीडिया वगळण्यात आला> | <मीडिया वगळले>
pa <ਮੀਡੀਆ ਛੱਡਿਆ> | <ਮੀਡੀਆ ਛਡਿਆ ਗਿਆ>
sq <Media u hoq> | <Media hequr>
tl <Inalis ang media> | <Walang kalakip na media>
uz <Fayl o‘tkazib yuborildi>
"""
ATTACHED = """
en attached
de Anhang | angehängt
es adjunto
fr pièce jointe
it allegato
pt anexo | anexado
nl bijgevoegd | bijlage
tr eklendi | ekli
ru прикреплено | вложение
ar المُرفق | المرفق | مرفق
he מצורף
hi अटैच किया गया
id terlampir | dilampirkan
ja 添付ファイル | 添付
ko 첨부됨 | 첨부
zh 附件 | 已附加 | 附加檔案
pl załączono
uk додано
sv bifogat
da vedhæftet
nb vedlagt
fi liite
cs příloha
sk príloha
hu csatolva
ro atașare
el επισυνάφθηκε
hr priloženo
ca adjunt
ms dilampir
vi đính kèm
th แนบ
fa پیوست
"""
FILE_ATTACHED = """
en file attached
de Datei angehängt
es archivo adjunto | archivo adjuntado
fr fichier joint
it file allegato
pt arquivo anexado | ficheiro anexado | ficheiro anexo
nl bestand bijgevoegd
tr dosya ekli | dosya eklendi
ru файл добавлен | файл прикреплен | файл прикреплён
ar الملف مرفق | ملف مرفق
he קובץ מצורף | הקובץ מצורף
hi फ़ाइल अटैच की गई है | फाइल अटैच कर दी गई है | फ़ाइल अटैच है
id file terlampir
ja 添付ファイル有り | 添付ファイルあり | ファイル添付
ko 파일 첨부됨
zh 文件附件 | 文件已附加 | 附件檔案 | 檔案已附加 | 附件文件
pl załączony plik | plik dołączony | plik załączony
uk файл додано
sv bifogad fil
da fil vedhæftet
nb vedlagt fil
fi liitetiedosto
cs soubor byl přiložen
sk súbor pripojený
hu fájl csatolva
ro fișier atașat
el συνημμένο αρχείο
hr datoteka u privitku
ca arxiu adjunt
ms fail dilampirkan
vi tệp đính kèm
th ไฟล์ที่แนบ
fa فایل پیوست شد
"""
LOCATION = """
en location
de Standort
es ubicación
fr localisation
it posizione
pt localização
nl locatie
tr konum
ru местоположение
ar الموقع
he מיקום
hi स्थान | लोकेशन
id lokasi
ja 位置情報
ko 위치
zh 位置
pl położenie | lokalizacja
uk місцезнаходження
sv plats
da placering
nb posisjon
fi sijainti
cs poloha
hu helyzet
ro locație
el τοποθεσία
hr lokacija
ca ubicació
vi vị trí
fa موقعیت
"""
