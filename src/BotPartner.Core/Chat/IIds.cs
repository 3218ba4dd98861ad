namespace BotPartner.Core.Chat;

/// <summary>The one source of what must not be guessed.</summary>
public interface IIds
{
    /// <summary>A new id: 26 characters of <c>0-9 a-z</c>, never seen before.</summary>
    string Id();

    /// <summary>A one-time code for people to type: 10 characters without look-alikes, 50 random bits.</summary>
    string Code();
}
