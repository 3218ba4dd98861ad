using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>The injected time, as the domain speaks of it.</summary>
public static class Clocks
{
    /// <summary>This moment.</summary>
    public static Instant Now(this TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
