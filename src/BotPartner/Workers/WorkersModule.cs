using System.Globalization;
using NodaTime;

namespace BotPartner.Workers;

/// <summary>Puts the workers together.</summary>
public static class WorkersModule
{
    /// <summary>Registers the clock, running, and the courier. <c>Clock:PollSeconds</c> is how often other processes' work is looked for;
    /// with <c>Clock:Loop=false</c> the clock does not run by itself and is driven by <see cref="Clock.Tick"/>.</summary>
    /// <exception cref="ConfigurationException">A setting of <c>Clock</c> is wrong.</exception>
    public static WebApplicationBuilder AddWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddWorkerParts(new ClockOptions(Poll(builder.Configuration["Clock:PollSeconds"])));
        if (Loop(builder.Configuration["Clock:Loop"]))
        {
            builder.Services.AddHostedService<ClockLoop>();
        }

        return builder;
    }

    /// <summary>Registers the parts without the loop that drives them.</summary>
    public static IServiceCollection AddWorkerParts(this IServiceCollection services, ClockOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Pacer>()
        .AddSingleton<GonePlaces>()
        .AddSingleton<Dispatch>()
        .AddSingleton<Books>()
        .AddSingleton<Courier>()
        .AddSingleton<Setbacks>()
        .AddSingleton<Duties>()
        .AddSingleton<Pulse>()
        .AddSingleton<Clock>();

    private static Duration Poll(string? seconds)
    {
        if (seconds is null)
        {
            return Duration.FromSeconds(1);
        }

        return double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0.05 and <= 3600
            ? Duration.FromSeconds(number)
            : throw new ConfigurationException("Clock:PollSeconds", "must be a number of seconds from 0.05 to 3600");
    }

    private static bool Loop(string? loop) => loop is null
        || (bool.TryParse(loop, out var on) ? on : throw new ConfigurationException("Clock:Loop", "must be true or false"));
}
