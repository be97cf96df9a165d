"""What django-allauth's second factors ask of the installation: names, and a place for secrets."""

import base64
import io

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from qrcode.image.svg import SvgPathFillImage


class AllianceAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted under the signing key, so that a copy of the database alone opens nothing."""

    def _get_site_name(self) -> str:
        return f"Alongside {context.request.alliance.place}"

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """On white: a code without ground cannot be read where the page is dark."""
        picture = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Not used: the actions queue their own message."""

    @staticmethod
    def validation_error(code: str, *args: object) -> ValidationError:
        return ValidationError("That did not work. Try once more.", code=code)


def _fernet() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"alongside second factors").derive(
        secret if isinstance(secret, bytes) else secret.encode()
    )
    return Fernet(base64.urlsafe_b64encode(made))
