namespace BotPartner.Core.Chat;

/// <summary>Told by the courier when a place cannot be reached any more, so that nothing is addressed to it again.</summary>
public interface IPlaceReports
{
    /// <summary>The platform said that the place is gone. May be told more than once.</summary>
    Task Gone(Place place, string reason, CancellationToken cancellation);
}
