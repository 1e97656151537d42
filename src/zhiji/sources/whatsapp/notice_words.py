"""What WhatsApp says itself in a chat (deleted, edited, calls, who joined), by language: data only.

A line of a table is a language and its phrases, "|" between; "…" stands for anything. `phrases.py` looks them up.
Checked against exports and string tables of 2016 to 2026.
"""

from __future__ import annotations

DELETED = """
en This message was deleted | You deleted this message | Message deleted | This message was deleted by admin … | You deleted this message as admin | This message was deleted by an admin
de Diese Nachricht wurde gelöscht | Du hast diese Nachricht gelöscht | Diese Nachricht wurde von Admin … gelöscht
es Se eliminó este mensaje | Eliminaste este mensaje | Este mensaje fue eliminado | El admin. … eliminó este mensaje | El administrador … eliminó este mensaje
fr Ce message a été supprimé | Vous avez supprimé ce message | Ce message a été supprimé par l'admin …
it Questo messaggio è stato eliminato | Hai eliminato questo messaggio | Questo messaggio è stato eliminato dall'amministratore …
pt Mensagem apagada | Esta mensagem foi apagada | Essa mensagem foi apagada | Você apagou esta mensagem | Apagou esta mensagem | Eliminou esta mensagem | Esta mensagem foi apagada pelo remetente | Mensagem apagada pelo admin …
nl Dit bericht is verwijderd | U hebt dit bericht verwijderd | Je hebt dit bericht verwijderd | Dit bericht is verwijderd door beheerder …
tr Bu mesaj silindi | Bu mesajı sildiniz
ru Данное сообщение удалено | Это сообщение удалено | Вы удалили данное сообщение | Вы удалили это сообщение | Сообщение удалено
ar تم حذف هذه الرسالة | لقد حذفت هذه الرسالة | لقد حذَفت هذه الرسالة | أنت حذفت هذه الرسالة | حذفت هذه الرسالة
he הודעה זו נמחקה | מחקת הודעה זו | מחקת את ההודעה הזו | ההודעה נמחקה על ידי …
hi यह मैसेज डिलीट कर दिया गया है | यह मैसेज हटा दिया गया | आपने यह मैसेज डिलीट किया | यह संदेश मिटाया गया | आपने यह संदेश मिटाया
id Pesan ini dihapus | Pesan ini telah dihapus | Anda menghapus pesan ini | Anda telah menghapus pesan ini
ja このメッセージは削除されました | このメッセージを削除しました | メッセージを削除しました
ko 이 메시지는 삭제되었습니다 | 삭제된 메시지입니다 | 삭제한 메시지입니다 | 이 메시지를 삭제했습니다
zh 这条消息已被删除 | 这条消息已删除 | 此消息已删除 | 信息已删除 | 您已删除这条消息 | 您删除了这条消息 | 你已删除这条消息 | 你删除了这条消息 | 您删除这个信息 | 此訊息已刪除 | 這則訊息已刪除 | 您已刪除此訊息 | 您刪除了此訊息 | 你已刪除此訊息 | 您已收回此訊息 | 你已收回此訊息 | 已收回這則訊息
pl Ta wiadomość została usunięta | Usunąłeś tę wiadomość | Usunęłaś tę wiadomość | Usunąłeś(-ęłaś) tę wiadomość
uk Це повідомлення було видалено | Це повідомлення видалено | Ви видалили це повідомлення
sv Det här meddelandet raderades | Detta meddelande raderades | Du raderade det här meddelandet | Du har tagit bort meddelandet
da Denne besked blev slettet | Denne besked er blevet slettet | Du slettede denne besked | Du har slettet denne besked
nb Denne meldingen ble slettet | Du slettet denne meldingen
fi Tämä viesti poistettiin | Poistit tämän viestin
cs Tato zpráva byla smazána | Tuto zprávu jste smazal/a | Tato zpráva byla odstraněna
sk Táto správa bola odstránená | Túto správu ste odstránili
hu Ez az üzenet törlésre került | Törölted ezt az üzenetet | Ezt az üzenetet törölted
ro Acest mesaj a fost șters | Ați șters acest mesaj
el Αυτό το μήνυμα διαγράφηκε | Διαγράψατε αυτό το μήνυμα
hr Ova je poruka izbrisana | Izbrisali ste ovu poruku
ca Aquest missatge s'ha suprimit | Has suprimit aquest missatge
ms Mesej ini telah dipadam | Anda telah memadamkan mesej ini
vi Tin nhắn này đã bị xóa | Tin nhắn này đã bị xoá | Bạn đã xóa tin nhắn này | Bạn đã xoá tin nhắn này
th ข้อความนี้ถูกลบแล้ว | คุณได้ลบข้อความนี้
fa این پیام حذف شد | این پیام حذف شده است | شما این پیام را حذف کردید
ur یہ میسج حذف کر دیا گیا ہے
bn এই মেসেজটি বাদ দেওয়া হয়েছে
mr हा मेसेज हटवण्यात आला
gu આ મેસેજ ડિલીટ કરાયો
"""
EDITED = """
en This message was edited
de Diese Nachricht wurde bearbeitet
es Se editó este mensaje | Mensaje editado | Este mensaje fue editado
fr Ce message a été modifié
it Questo messaggio è stato modificato | Messaggio modificato
pt Mensagem editada | Esta mensagem foi editada
nl Dit bericht is bewerkt | Dit bericht is gewijzigd
tr Bu mesaj düzenlendi
ru Сообщение изменено | Данное сообщение изменено | Это сообщение изменено | Сообщение отредактировано | Данное сообщение отредактировано
ar تم تعديل هذه الرسالة | تم تعديل الرسالة
he ההודעה נערכה | הודעה זו נערכה
hi इस मैसेज को एडिट किया गया है | यह मैसेज एडिट किया गया | यह मैसेज एडिट किया गया है
id Pesan ini diedit | Pesan ini telah diedit
ja このメッセージは編集されました | 編集済み
ko 이 메시지가 수정되었습니다 | 이 메시지는 수정되었습니다 | 수정된 메시지입니다
zh 这条消息已经过编辑 | 这条消息已被编辑 | 此消息已编辑 | 已编辑此消息 | 此訊息已編輯 | 此訊息已被編輯 | 這則訊息已編輯 | 已編輯此訊息
pl Ta wiadomość została edytowana | Wiadomość edytowana
uk Це повідомлення було змінено | Повідомлення змінено
sv Det här meddelandet har redigerats
da Denne besked blev redigeret
fi Tätä viestiä muokattiin
cs Tato zpráva byla upravena
"""
LIVE_LOCATION = """
en live location shared
de Live-Standort wird geteilt | Live-Standort geteilt
es ubicación en tiempo real compartida | ubicación en vivo compartida
fr localisation en direct partagée
it posizione attuale condivisa | posizione in tempo reale condivisa
pt localização atual compartilhada | localização em tempo real compartilhada | Está a partilhar a sua localização
nl live locatie gedeeld | livelocatie gedeeld
tr Mevcut konum paylaşıldı | canlı konum paylaşıldı
ru Геоданные отправлены | геоданные в реальном времени отправлены
ar تمت مشاركة الموقع المباشر
he משתף מיקום בשידור חי | מיקום נוכחי שותף
hi लाइव स्थान साझा किया गया | लाइव लोकेशन शेयर की गई
id Lokasi terkini dibagikan
ja ライブロケーション共有 | ライブロケーションを共有
ko 공유한 실시간 위치 | 실시간 위치 공유
zh 共享实时位置 | 已共享实时位置 | 實時位置已分享 | 即時位置已分享
pl udostępniona transmisja położenia
uk геодані надіслано
sv liveposition delad
da live placering delt
nb posisjon i sanntid delt
fi live-sijainti jaettu
"""
MISSED_CALL = """
en Missed voice call | Missed video call | Missed group voice call | Missed group video call | Silenced voice call | Silenced video call
de Verpasster Sprachanruf | Verpasster Videoanruf | Verpasster Gruppen-Sprachanruf | Verpasster Gruppen-Videoanruf
es Llamada perdida | Llamada de voz perdida | Videollamada perdida | Llamada grupal perdida | Videollamada grupal perdida
fr Appel vocal manqué | Appel vidéo manqué | Appel vocal de groupe manqué | Appel vidéo de groupe manqué
it Chiamata vocale persa | Videochiamata persa | Chiamata vocale di gruppo persa | Videochiamata di gruppo persa
pt Chamada de voz perdida | Chamada de vídeo perdida | Videochamada perdida | Ligação de voz perdida | Ligação de vídeo perdida
nl Gemist spraakgesprek | Gemiste spraakoproep | Gemist videogesprek | Gemiste video-oproep | Gemiste oproep
tr Cevapsız sesli arama | Cevapsız görüntülü arama | Cevapsız sesli grup araması | Cevapsız görüntülü grup araması
ru Пропущенный аудиозвонок | Пропущенный видеозвонок | Пропущенный групповой аудиозвонок | Пропущенный групповой видеозвонок
ar مكالمة صوتية فائتة | مكالمة فيديو فائتة
he שיחה קולית שלא נענתה | שיחת וידאו שלא נענתה
hi वॉइस कॉल मिस हुई | मिस्ड वॉइस कॉल | मिस्ड वीडियो कॉल | छूटी हुई ध्वनि कॉल | छूटी हुई विडियो कॉल
id Panggilan suara tak terjawab | Panggilan video tak terjawab
ja 音声通話不在着信 | ビデオ通話不在着信 | 不在着信
ko 부재중 전화 | 부재중 음성통화 | 부재중 영상통화
zh 未接语音通话 | 未接视频通话 | 未接語音通話 | 未接視像通話 | 未接視訊通話 | 未接群组语音通话 | 未接群组视频通话
pl Nieodebrane połączenie głosowe | Nieodebrane połączenie wideo | Nieodebrane połączenie
uk Пропущений аудіодзвінок | Пропущений відеодзвінок
sv Missat röstsamtal | Missat videosamtal
da Ubesvaret taleopkald | Ubesvaret videoopkald
fi Vastaamaton äänipuhelu | Vastaamaton videopuhelu
"""
CALL = """
en Voice call | Video call | Group voice call | Group video call | Audio call | Incoming voice call | Incoming video call | Outgoing voice call | Outgoing video call
de Sprachanruf | Videoanruf | Gruppen-Sprachanruf | Gruppen-Videoanruf | Anruf
es Llamada de voz | Videollamada | Llamada | Llamada grupal | Videollamada grupal
fr Appel vocal | Appel vidéo | Appel vocal de groupe | Appel vidéo de groupe
it Chiamata vocale | Videochiamata
pt Chamada de voz | Chamada de vídeo | Videochamada | Ligação de voz | Ligação de vídeo
nl Spraakoproep | Video-oproep | Spraakgesprek | Videogesprek
tr Sesli arama | Görüntülü arama
ru Аудиозвонок | Видеозвонок | Групповой аудиозвонок | Групповой видеозвонок
ar مكالمة صوتية | مكالمة فيديو
he שיחה קולית | שיחת וידאו
hi वॉइस कॉल | वीडियो कॉल
id Panggilan suara | Panggilan video
ja 音声通話 | ビデオ通話
ko 음성통화 | 영상통화 | 음성 통화 | 영상 통화
zh 语音通话 | 视频通话 | 語音通話 | 視像通話 | 視訊通話
"""
# Notices that concern nobody in particular. They are long enough to be told without a mark before them.
NOTICE = """
en Messages and calls are end-to-end encrypted… | Messages to this chat and calls are now secured… | Messages you send to this chat and calls are now secured… | Messages to this group are now secured… | Messages you send to this group are now secured… | Your security code with … changed… | This chat is with a business account… | This business works with other companies… | This business uses a secure service… | Messages are generated by AI… | You're messaging with an AI…
de Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt… | Nachrichten in diesem Chat sowie Anrufe sind jetzt mit Ende-zu-Ende-Verschlüsselung… | Deine Sicherheitsnummer für … hat sich geändert… | Nachrichten, die du in diesen Chat sendest…
es Los mensajes y las llamadas están cifrados de extremo a extremo… | Los mensajes y llamadas en este chat ahora están protegidos… | Cambió tu código de seguridad con … | El código de seguridad de … cambió… | Ha cambiado el código de seguridad de …
fr Les messages et les appels sont chiffrés de bout en bout… | Les messages envoyés dans cette discussion et les appels sont désormais protégés… | Votre code de sécurité avec … a changé… | Le code de sécurité de … a changé…
it I messaggi e le chiamate sono crittografati end-to-end… | I messaggi in questa chat e le chiamate sono ora protetti… | Il tuo codice di sicurezza con … è cambiato…
pt As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta… | As mensagens e as ligações são protegidas com a criptografia de ponta a ponta… | As mensagens e chamadas são encriptadas ponto a ponto… | As mensagens desta conversa e as chamadas… | Seu código de segurança com … mudou… | O código de segurança de … mudou… | O seu código de segurança …
nl Berichten en gesprekken worden end-to-end versleuteld… | Berichten en oproepen zijn end-to-end versleuteld… | Berichten en gesprekken zijn end-to-end versleuteld… | Uw beveiligingscode voor … is gewijzigd… | Je beveiligingscode met … is gewijzigd… | Je beveiligingscode voor … is gewijzigd…
tr Mesajlar ve aramalar uçtan uca şifrelidir… | Bu sohbetteki mesajlar ve aramalar… | … ile aranızdaki güvenlik kodu değişti…
ru Сообщения и звонки защищены сквозным шифрованием… | Сообщения в данном чате и звонки теперь защищены… | Ваш код безопасности с контактом … изменился… | Код безопасности … изменился…
ar الرسائل والمكالمات مشفرة تمامًا بين الطرفين… | الرسائل والمكالمات مشفرة تماما بين الطرفين… | الرسائل والمكالمات مشفّرة … | تغيّر رمز أمانك… | تغير رمز الأمان…
he ההודעות והשיחות מוצפנות מקצה-לקצה… | ההודעות והשיחות מוצפנות מקצה לקצה… | הודעות ושיחות מוצפנות מקצה לקצה… | קוד האבטחה עם … שונה…
hi मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं… | मैसेज और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं… | … के लिए आपका सुरक्षा कोड बदल गया है… | … के साथ आपका सुरक्षा कोड बदल गया है…
id Pesan dan panggilan terenkripsi secara end-to-end… | Pesan dan panggilan dienkripsi secara end-to-end… | Kode keamanan Anda dengan … telah berubah…
ja メッセージと通話はエンドツーエンド暗号化されています… | このチャットへのメッセージと通話は… | …とのセキュリティコードが変更されました…
ko 메시지 및 전화는 종단간 암호화… | 메시지와 통화는 종단간 암호화… | 메시지와 전화는 종단간 암호화… | …님과의 보안 코드가 변경되었습니다…
zh 消息和通话都进行端到端加密… | 消息和通话都受到端到端加密… | 訊息和通話都受到端對端加密… | 消息和通话已进行端到端加密… | 消息和通话均经过端到端加密… | 您发送的信息和通话都会进行端对端的加密… | 此对话中发送的信息和通话都… | 訊息和通話經端對端加密… | 訊息和通話受端對端加密… | 訊息和通話均經端對端加密… | 訊息已受端對端加密保護… | 訊息和通話都已端對端加密… | 您和 … 的安全代码已更改… | 您與…之間的安全代碼已變更… | 您與…的安全碼已變更… | 你与…的安全码已更改…
pl Wiadomości i połączenia są w pełni zaszyfrowane…
uk Повідомлення й дзвінки захищено наскрізним шифруванням…
sv Meddelanden och samtal är komplett krypterade… | Meddelanden och samtal är totalsträckskrypterade…
da Beskeder og opkald er end-to-end-krypterede…
nb Meldinger og samtaler er ende-til-ende-krypterte…
fi Viestit ja puhelut salataan täysin…
cs Zprávy a hovory jsou opatřeny koncovým šifrováním…
sk Správy a hovory sú zabezpečené šifrovaním…
hu Az üzenetek és hívások végpontok közötti titkosítással…
ro Mesajele și apelurile sunt criptate integral…
el Τα μηνύματα και οι κλήσεις κρυπτογραφούνται πλήρως…
hr Poruke i pozivi zaštićeni su potpunom enkripcijom…
ca Els missatges i les trucades estan xifrats d'extrem a extrem…
ms Mesej dan panggilan disulitkan hujung ke hujung…
vi Tin nhắn và cuộc gọi được mã hóa đầu cuối…
th ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง…
fa پیامها و تماسها سرتاسر رمزگذاری…
"""
# Notices about people. Too much like talk to be told without the mark that iPhones write before them.
EVENT = """
en … created group … | … created this group… | … added … | … was added | … were added | … removed … | … left | … left the group | … joined using … | … joined from … | … joined the … | … changed the subject … | … changed the group name … | … changed this group's … | … changed the group … | … deleted this group's icon | … changed their phone number … | … changed to … | … turned on disappearing messages… | … turned off disappearing messages… | … updated the message timer… | … changed the message timer… | … set the disappearing message timer… | … uses a default timer … | You're now an admin | You're no longer an admin | … is now an admin | … is no longer an admin | … now an admin | … pinned a message | … unpinned a message | … started a call | … started a voice call | … started a video call | … turned on admin approval … | … turned off admin approval … | … requested to join… | … reset this group's invite link… | … reset the invite link… | You blocked … | You unblocked … | … is a contact | Waiting for this message… | … changed this community … | … changed the community … | … changed the settings … | New members need admin approval… | … created this community… | This group was added … | … deleted the group … | … ended … | Disappearing messages … | Tap to learn more | … kept this message | … changed their name to … | … changed the privacy…
de … hat die Gruppe … erstellt | … hast die Gruppe … erstellt | … hinzugefügt | … hat diese Gruppe erstellt | … entfernt | … hat die Gruppe verlassen | … beigetreten | … Betreff … | … Gruppennamen … geändert | … Gruppenbild … | … Gruppenbeschreibung … | … Gruppeneinstellungen … | … Einstellungen dieser Gruppe … | … neue Telefonnummer … | … zu einer neuen Nummer gewechselt… | … hat zu … gewechselt | … selbstlöschende Nachrichten … | … selbstlöschenden Nachrichten … | … ist jetzt Admin | … bist jetzt Admin | … kein Admin mehr… | … Nachricht angepinnt | … Nachricht fixiert | … Nachricht angeheftet | … Anruf gestartet | … Videoanruf gestartet | … Sprachanruf gestartet | … blockiert… | … freigegeben… | … ist ein Kontakt | Warte auf diese Nachricht… | … Einladungslink …
es … creó el grupo … | … creó este grupo | … creaste el grupo … | … añadió … | … añadió a … | … agregó … | … añadiste … | … agregaste … | Se te añadió… | … se te agregó… | … eliminó a … | … eliminaste a … | … expulsó a … | … salió del grupo | … salió | … abandonó … | … se unió … | … cambió el asunto … | … cambió el nombre … | … cambió el ícono … | … cambió el icono … | … cambió la imagen … | … cambió la descripción … | … cambió la configuración … | … cambió los ajustes … | … cambió su número … | … cambió a … | … mensajes temporales… | … ahora es admin… | Ahora eres admin… | … ya no es admin… | … fijó un mensaje | … inició una llamada | … inició una videollamada | … es un contacto | Esperando el mensaje… | … bloqueaste … | … desbloqueaste … | … enlace de invitación …
fr … a créé le groupe … | … a créé ce groupe | … avez créé le groupe … | … a ajouté … | … avez ajouté … | … vous a ajouté… | … a été ajouté… | … a retiré … | … avez retiré … | … a quitté… | … est parti | … a rejoint … | … avez rejoint … | … a changé le sujet … | … a changé le nom … | … a changé l'icône … | … a modifié … | … avez modifié … | … a changé la description … | … a changé de numéro … | … est passé au … | … messages éphémères… | … est maintenant admin | … êtes maintenant admin | … a épinglé un message | … a lancé un appel … | … a démarré un appel … | … fait partie de vos contacts | En attente de ce message… | … avez bloqué … | … avez débloqué … | … lien d'invitation …
it … ha creato il gruppo … | … hai creato il gruppo … | … ha creato questo gruppo | … ha aggiunto … | Hai aggiunto … | … ti ha aggiunto | … è stato aggiunto | … ha rimosso … | Hai rimosso … | … ha abbandonato | … ha abbandonato il gruppo | … è uscito | … si è unito … | … è entrato … | … ha cambiato l'oggetto … | … ha cambiato il nome … | … ha cambiato l'immagine … | … ha cambiato la descrizione … | … ha modificato … | Hai modificato … | Hai cambiato … | … ha cambiato numero … | … è passato a … | … messaggi effimeri… | … ora è amministratore | Ora sei amministratore | … ha fissato un messaggio | … ha messo in evidenza un messaggio | … ha avviato una … | … è un contatto | In attesa del messaggio… | Hai bloccato … | Hai sbloccato … | … link d'invito …
pt … criou o grupo … | … criou este grupo | Você criou o grupo … | … adicionou … | Você adicionou … | … foi adicionado… | … removeu … | Você removeu … | … saiu | … saiu do grupo | … entrou … | … mudou o assunto … | … mudou o nome … | … alterou o nome … | … alterou … | … mudou a imagem … | … mudou a foto … | … mudou a descrição … | … mudou as configurações … | … mudou de número … | … mudou para … | … mensagens temporárias… | … agora é admin… | Você agora é admin… | … não é mais admin… | … fixou uma mensagem | … iniciou uma ligação… | … iniciou uma chamada… | … é um contato | Aguardando mensagem… | … bloqueou … | … desbloqueou … | … link de convite …
nl … heeft de groep … gemaakt | … hebt de groep … gemaakt | … heeft groep … gemaakt | … heeft deze groep gemaakt | … toegevoegd | … verwijderd | … heeft de groep verlaten | … is weggegaan | … is vertrokken | … neemt nu deel … | … is toegetreden… | … het onderwerp … | … de groepsnaam … | … groepsafbeelding … | … groepsomschrijving … | … groepsbeschrijving … | … groepsinstellingen … | … gewijzigd… | … nieuw telefoonnummer… | … nieuw nummer… | … zelfverwijderende berichten … | … verdwijnende berichten … | … is nu beheerder | Je bent nu beheerder | U bent nu beheerder | … vastgezet | … oproep gestart | … gesprek gestart | … is een contact | … staat in je contacten | Wachten op dit bericht… | … geblokkeerd… | … gedeblokkeerd… | … uitnodigingslink…
tr … grubunu oluşturdu… | … grubu oluşturdu… | … bu grubu oluşturdu | … grubunu oluşturdunuz | … ekledi | … eklediniz | … eklendi | … eklendiniz | … çıkardı | … çıkardınız | … ayrıldı | … gruptan ayrıldı | … katıldı | … katıldınız | … konuyu … | … grubun … değiştirdi | … grup … değiştirdi | … bu grubun … | … telefon numarasını … | … yeni numara… | … süreli mesajlar… | … kaybolan mesajlar… | … artık yönetici | Artık yöneticisiniz | Artık bir yöneticisiniz | … mesajı sabitledi | … bir mesajı sabitledi | … arama başlattı | … kişisi rehberinizde… | Bu mesaj bekleniyor… | … engellediniz… | … engelini kaldırdınız…
ru … создал(-а) группу … | … создал группу … | … создала группу … | … создал(а) группу … | Вы создали группу … | … добавил … | … добавила … | … добавил(-а) … | … добавил(а) … | Вы добавили … | … добавлен… | … удалил … | … удалила … | … удалил(-а) … | … удалил(а) … | Вы удалили … | … вышел | … вышла | … вышел(-ла)… | … вышел(-шла)… | … покинул… | … присоединил… | … изменил тему … | … изменил(-а) … | … изменил(а) … | … изменил … | … изменила … | Вы изменили … | … сменил номер… | … новый номер… | … сменил(-а) … | … исчезающие сообщения… | … исчезающих сообщений… | … теперь админ… | … закрепил… | … начал… звонок… | … есть в вашем списке контактов | Ожидание сообщения… | … заблокировали … | … разблокировали …
ar … أنشأ المجموعة … | … أنشأ مجموعة … | أنشأت المجموعة … | … بإنشاء … | … أضاف … | … أضافك | أضفت … | … تمت إضافتك… | … أزال … | أزلت … | … غادر… | … انضم … | … انضممت … | … غيّر … | … غير … | … قام بتغيير … | غيّرت … | … الرسائل ذاتية الاختفاء… | … أصبح مشرف… | أنت الآن مشرف… | … ثبّت رسالة… | … بدأ مكالمة… | في انتظار هذه الرسالة… | … حظرت … | … جهة اتصال
he … יצר/ה את הקבוצה … | … יצר את הקבוצה … | … יצרה את הקבוצה … | יצרת את הקבוצה … | הקבוצה נוצרה על ידי … | … הוסיף/ה … | … הוסיף … | … הוסיפה … | הוספת את … | … צירף/ה … | צירפת את … | צורפת על ידי … | … צורף/ה… | … הסיר/ה … | … הסיר … | הסרת את … | … עזב/ה… | … עזב… | … יצא/ה… | … הצטרף/ה… | … הצטרף … | הצטרפת … | … שינה/תה … | … שינה/תה את … | … שינה את … | שינית את … | … הוחלף למספר חדש… | … החליף/ה את … | … הודעות נעלמות… | … מנהל/ת כעת | … הצמיד/ה הודעה | תמונת הקבוצה השתנתה… | תיאור הקבוצה שונה… | שם הקבוצה השתנה… | … איש קשר | בהמתנה להודעה… | חסמת … | … התחיל/ה שיחה…
hi … ग्रुप बनाया… | … ने यह ग्रुप बनाया | … को जोड़ा | … जोड़ा गया… | … ने आपको जोड़ा | … को निकाला | … को हटाया | … ग्रुप छोड़ दिया | … ने ग्रुप छोड़ा | … चले गए | … शामिल हुए… | … विषय … बदला… | … ग्रुप का … | … फ़ोन नंबर … | … नंबर बदल… | … गायब होने वाले मैसेज… | … अब एडमिन… | … पिन किया | इस मैसेज का इंतज़ार… | … ब्लॉक किया
id … membuat grup … | … membuat grup ini | Anda membuat grup … | … menambahkan … | Anda menambahkan … | … ditambahkan | … mengeluarkan … | Anda mengeluarkan … | … keluar | … bergabung … | … mengubah subjek … | … mengubah nama … | … mengubah ikon … | … mengubah deskripsi … | … mengubah pengaturan … | … mengganti … | … nomor baru… | … pesan sementara… | … sekarang admin | Anda sekarang admin | … menyematkan pesan | … memulai panggilan… | … adalah kontak | Menunggu pesan… | Anda memblokir … | Anda membuka blokir … | … tautan undangan …
ja …グループ「…」を作成しました | …グループを作成しました | …を追加しました | …追加されました | …を削除しました | …が退出しました | …退出しました | …参加しました | …件名を…変更しました | …グループ名を…変更しました | …アイコンを変更しました | …説明を…変更しました | …設定を変更しました | …電話番号を変更しました… | …新しい番号… | …消えるメッセージ… | …管理者になりました | …管理者です | …をピン留めしました | …通話を開始しました | …連絡先です | このメッセージを待っています… | …ブロックしました… | …ブロックを解除しました…
ko …그룹을 만들었습니다 | …님이 그룹 …을 만들었습니다 | …님을 추가했습니다 | …님이 추가되었습니다 | …추가했습니다 | …님을 내보냈습니다 | …님을 삭제했습니다 | …님이 나갔습니다 | …나갔습니다 | …참여했습니다 | …주제를 …변경했습니다 | …이름을 …변경했습니다 | …아이콘을 변경했습니다 | …설명을 변경했습니다 | …설정을 변경했습니다 | …전화번호를 변경… | …사라지는 메시지… | …관리자가 되었습니다 | …관리자입니다 | …고정했습니다 | …통화를 시작했습니다 | …연락처입니다 | 이 메시지를 기다리는 중… | …차단했습니다 | …차단을 해제했습니다
zh …创建了群组… | …建立了群组… | …创建了此群组 | …创建了本群组 | …添加了… | …将…添加… | …加入了… | …加入群组… | …通过…加入… | …移除了… | …已被移除 | …被移除… | …退出了群组 | …退出群组 | …已退出… | …离开了… | …更改了群组… | …更改了本群组… | …更改了此群组… | …将群组名称… | …主题…更改… | …群组图标… | …群组描述… | …更改了电话号码… | …更换了… | …已更改为… | …限时消息… | …阅后即焚… | …现在是管理员 | …成为管理员… | …置顶了… | …固定了… | …发起了… | …已成为联系人 | …是联系人 | 正在等待此消息… | 等待此消息… | …屏蔽了… | …拉黑了… | …取消屏蔽… | …邀请链接… | …建立了群組… | …建立了此群組 | …已建立群組… | …新增了… | …已將…新增… | …已加入… | …移除… | …離開了… | …已離開… | …已退出… | …更改了… | …變更了… | …已變更… | …限時訊息… | …自動銷毀訊息… | …現在是管理員 | …釘選了… | …是聯絡人 | 正在等待此訊息… | 等待此訊息… | …封鎖了… | …解除封鎖…
"""
# Words of lines that only groups have, however the rest of the line is inflected.
GROUP = """
created group|created this group|this group|the group|added you|you added|you were added|joined using|now an admin
die gruppe|diese gruppe|dieser gruppe|gruppenbild|gruppennamen|gruppenbeschreibung|hinzugefügt
el grupo|este grupo|del grupo|te añadió|te agregó|le groupe|ce groupe|du groupe|vous a ajouté
il gruppo|questo gruppo|del gruppo|ti ha aggiunto|o grupo|este grupo|deste grupo|do grupo|adicionou
de groep|deze groep|groepsnaam|groepsafbeelding|toegevoegd|bu grup|grubu|gruptan|sizi ekledi
группу|группы|эту группу|المجموعة|مجموعة|הקבוצה|את הקבוצה|ग्रुप|grup ini|membuat grup|menambahkan anda
グループ|그룹|群组|群組|此群|本群
"""
