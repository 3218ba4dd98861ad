using System.Globalization;
using BotPartner.Telemetry;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Puts the workers together.</summary>
public static class WorkersModule
{
    /// <summary>Registers the clock, running, and the courier. <c>Clock:PollSeconds</c> is how often other processes' work is looked for;
    /// <c>Clock:LeaseSeconds</c> after how long the work of one that died is taken over;
    /// with <c>Clock:Loop=false</c> the clock does not run by itself and is driven by <see cref="Clock.Tick"/>.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Clock</c> is wrong.</exception>
    public static WebApplicationBuilder AddWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddWorkerParts(ClockOptions.Default with
        {
            Poll = Seconds(builder.Configuration, "Clock:PollSeconds", ClockOptions.Default.Poll, (0.05, 3600)),
            Lease = Seconds(builder.Configuration, "Clock:LeaseSeconds", ClockOptions.Default.Lease, (5, 3600)),
        });
        if (Loop(builder.Configuration["Clock:Loop"]))
        {
            builder.Services.AddHostedService<ClockLoop>();
        }

        return builder;
    }

    /// <summary>Registers the parts without the loop that drives them.</summary>
    public static IServiceCollection AddWorkerParts(this IServiceCollection services, ClockOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Leases>()
        .AddSingleton<Pacer>()
        .AddSingleton<GonePlaces>()
        .AddSingleton<Dispatch>()
        .AddSingleton<Books>()
        .AddSingleton<Courier>()
        .AddSingleton<Setbacks>()
        .AddSingleton<Wakes>()
        .AddSingleton<Duties>()
        .AddSingleton(s => Backlog.Of("sends", s.GetRequiredService<Courier>(), w => w.InHand))
        .AddSingleton<Pulse>()
        .AddSingleton<Clock>();

    private static Duration Seconds(IConfiguration configuration, string setting, Duration otherwise, (double Least, double Most) bounds)
    {
        if (configuration[setting] is not { } seconds)
        {
            return otherwise;
        }

        return double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= bounds.Least && number <= bounds.Most
            ? Duration.FromSeconds(number)
            : throw new ConfigurationException(
                setting, string.Create(CultureInfo.InvariantCulture, $"must be a number of seconds from {bounds.Least} to {bounds.Most}"));
    }

    private static bool Loop(string? loop) => loop is null
        || (bool.TryParse(loop, out var on) ? on : throw new ConfigurationException("Clock:Loop", "must be true or false"));
}
