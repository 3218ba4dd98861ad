using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotPartner.Limits;

/// <summary>What keeps the bot from being overrun, put together.</summary>
public static class LimitsModule
{
    /// <summary>Adds it; once, however often it is asked.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Limits</c> cannot be used.</exception>
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(LimitSettings.Read(builder.Configuration));
        builder.Services.TryAddSingleton<Admission>();
        builder.Services.TryAddSingleton<Throttle>();
    }
}
