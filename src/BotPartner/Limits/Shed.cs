using BotPartner.Telemetry;

namespace BotPartner.Limits;

/// <summary>Sends a request away that there is no room for: the platform delivers it again, or tells the person.</summary>
public static class Shed
{
    /// <summary>As many as may be are being worked on, and as many as may wait do.</summary>
    public const string Full = "full";

    /// <summary>Its turn did not come in time.</summary>
    public const string Waited = "waited";

    /// <summary>The store is behind.</summary>
    public const string Store = "store";

    /// <summary>Its turn came, but the platform no longer waits for what would have to be done.</summary>
    public const string Late = "late";

    /// <summary>Answers 503.</summary>
    /// <param name="http">The request; nothing of it is read any more.</param>
    /// <param name="why">One of the words above.</param>
    public static void Answer(HttpContext http, string why)
    {
        ArgumentNullException.ThrowIfNull(http);
        Turned.Away(why);
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "1";
    }
}
