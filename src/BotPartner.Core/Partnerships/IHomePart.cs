using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary>What one feature has to say on the page that the bot keeps for each person. The page is put together from all of them.</summary>
public interface IHomePart
{
    /// <summary>Where it stands among the others, the smallest first: what waits for the reader comes before what is good to know.</summary>
    int Order { get; }

    /// <summary>What it says to somebody who belongs to the partnership, without buttons; nothing for nothing. Nobody else reads it.</summary>
    /// <exception cref="Documents.StoreUnavailableException">It cannot be read now.</exception>
    Task<IReadOnlyList<Element>> Of(Seat seat, CancellationToken cancellation);
}
